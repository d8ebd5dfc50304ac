namespace Gratis.Simulator.Scenarios;

/// <summary>A scenario that cannot be read; the message names the line, what is wrong, and what would be right.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>A problem without words.</summary>
    public ScenarioException()
    {
    }

    /// <summary>A problem.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>A problem with its cause.</summary>
    public ScenarioException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
