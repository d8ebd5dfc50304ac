namespace Gratis.Catalog.Limits;

/// <summary>How a window moves.</summary>
internal enum ClockKind
{
    /// <summary>Each booking is forgotten one window length later.</summary>
    Rolling,

    /// <summary>Everything is forgotten at once when the next calendar window of a zone begins.</summary>
    Calendar,

    /// <summary>The window opens with its first booking and ends one length later.</summary>
    FirstUse,

    /// <summary>A bucket that drains at limit per window: room comes back little by little.</summary>
    Refill,
}

/// <summary>How a window moves, and whose calendar it keeps.</summary>
/// <param name="Kind">How it moves.</param>
/// <param name="Zone">The IANA time zone of a calendar window.</param>
internal sealed record QuotaClock(ClockKind Kind, string Zone = "UTC")
{
    public static QuotaClock Rolling { get; } = new(ClockKind.Rolling);

    public static QuotaClock FirstUse { get; } = new(ClockKind.FirstUse);

    public static QuotaClock Refill { get; } = new(ClockKind.Refill);

    public static QuotaClock Utc { get; } = new(ClockKind.Calendar);

    public static QuotaClock In(string zone) => new(ClockKind.Calendar, zone);
}
