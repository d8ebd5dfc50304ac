namespace Gratis.Simulator.Limits;

/// <summary>How a window moves.</summary>
public enum LimitClock
{
    /// <summary>A call counts for exactly one window length after it was made.</summary>
    Rolling,

    /// <summary>Calendar windows of a time zone.</summary>
    Fixed,

    /// <summary>A bucket that drains continuously, so that a full day counter frees its first call after seconds.</summary>
    Bucket,
}
