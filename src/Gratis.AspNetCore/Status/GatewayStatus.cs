namespace Gratis.AspNetCore.Status;

/// <summary>What the program around the engine knows of itself.</summary>
internal sealed class GatewayStatus
{
    private volatile IReadOnlyList<string> _configErrors = [];
    private volatile bool _isDemo;

    /// <summary>Simulated providers answer, because no real one is configured.</summary>
    public bool IsDemo
    {
        get => _isDemo;
        set => _isDemo = value;
    }

    /// <summary>Why the last reload of the config was not taken; empty when it was.</summary>
    public IReadOnlyList<string> ConfigErrors
    {
        get => _configErrors;
        set => _configErrors = value;
    }
}
