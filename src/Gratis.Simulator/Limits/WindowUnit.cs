namespace Gratis.Simulator.Limits;

/// <summary>The length of a window.</summary>
public enum WindowUnit
{
    /// <summary>A second.</summary>
    Second,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A calendar month; thirty days where the clock is not fixed.</summary>
    Month,
}
