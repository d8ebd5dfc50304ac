using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>A pool's books as they are written down: enough to go on after any kind of end without ever counting too little.</summary>
internal sealed record PoolRecord
{
    /// <summary>Whose books.</summary>
    public required string Key { get; init; }

    /// <summary>When this was taken down.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What is counted in the running window, oldest first, never more than a few dozen entries.</summary>
    public required IReadOnlyList<Booking> Bookings { get; init; }

    /// <summary>Reserved by calls that were under way.</summary>
    public long Held { get; init; }

    /// <summary>Drawn ahead: may be spent without another word to the store. After anything but a clean end it counts as spent.</summary>
    public long Slice { get; init; }

    /// <summary>The draw this record belongs to; a later one covers every earlier one.</summary>
    public long Draw { get; init; }

    /// <summary>Up to this draw nothing more is granted than <see cref="Draw"/>: others have the rest. Zero where all of it is. Never stored.</summary>
    public long Refused { get; init; }

    /// <summary>The amount believed in, where evidence has corrected what facts and owner say.</summary>
    public long? Limit { get; init; }

    /// <summary>Why it is believed.</summary>
    public LimitEvidence Evidence { get; init; } = LimitEvidence.None;

    /// <summary>Set when the upstream said that nothing is left until then.</summary>
    public DateTimeOffset? SpentUntil { get; init; }

    /// <summary>The last time the upstream refused because of this pool.</summary>
    public DateTimeOffset? LastWall { get; init; }

    /// <summary>The clock, where it was learned that the facts have it wrong.</summary>
    public QuotaClock? LearnedClock { get; init; }

    /// <summary>Counted in all, held included: what a history draws.</summary>
    public long Used { get; init; }

    /// <summary>The length of the window.</summary>
    public QuotaPeriod Period { get; init; }

    /// <summary>It is about what is held at the same time: nothing of it outlives whoever held it.</summary>
    public bool IsOfTheMoment => Period.Unit == PeriodUnit.None;

    /// <summary>When the running window began, where it has a beginning: tells one burn-down from the next.</summary>
    public DateTimeOffset? WindowStart { get; init; }
}
