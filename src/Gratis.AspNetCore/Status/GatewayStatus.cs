namespace Gratis.AspNetCore.Status;

/// <summary>What the program around the engine knows of itself.</summary>
internal sealed class GatewayStatus
{
    private volatile bool _isDemo;

    /// <summary>Simulated providers answer, because no real one is configured.</summary>
    public bool IsDemo
    {
        get => _isDemo;
        set => _isDemo = value;
    }

    /// <summary>Reads why the last change of the config was not taken.</summary>
    public Func<IReadOnlyList<string>> ReadConfigErrors { get; set; } = static () => [];

    /// <summary>Why the last change of the config was not taken; empty when it was.</summary>
    public IReadOnlyList<string> ConfigErrors => ReadConfigErrors();
}
