namespace Gratis.Workload.Agents;

/// <summary>One chat call as an agent makes it.</summary>
/// <param name="Body">The whole request, asking for the model <c>auto</c>; the agent leaves it alone until the call is over.</param>
/// <param name="IsStream">Whether the answer comes in pieces.</param>
/// <param name="Kind">Whose it is.</param>
internal readonly record struct AgentCall(ReadOnlyMemory<byte> Body, bool IsStream, AgentKind Kind)
{
    /// <summary>Nobody sits and waits for it.</summary>
    public bool IsBackground => Kind.IsBatch;

    public bool HasTools => Kind.HasTools;

    /// <summary>How every body begins, up to the end of the model's name.</summary>
    public static ReadOnlySpan<byte> Opening => "{\"model\":\""u8;

    private const string Auto = "auto";

    /// <summary>What follows the model's name, its closing quote first.</summary>
    public ReadOnlyMemory<byte> AfterModel => Body[(Opening.Length + Auto.Length)..];
}
