namespace Gratis.Simulator.Personalities;

/// <summary>How a provider streams.</summary>
internal sealed record StreamHabits
{
    public ReasoningField Reasoning { get; init; } = ReasoningField.ReasoningContent;

    public UsageHabit Usage { get; init; }

    /// <summary>How many comments open a stream.</summary>
    public int Comments { get; init; }

    public string Comment { get; init; } = "keep-alive";

    public bool Done { get; init; } = true;

    /// <summary>Whether [DONE] still follows an error in the stream.</summary>
    public bool DoneAfterError { get; init; }

    /// <summary>Tool calls come whole in one delta.</summary>
    public bool WholeToolCalls { get; init; }

    /// <summary>Tool calls carry their index.</summary>
    public bool ToolIndex { get; init; } = true;

    /// <summary>Every delta repeats the role, and no empty one opens the stream.</summary>
    public bool RoleInEveryDelta { get; init; }
}
