using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>Whether a call fits now, and if not, what has to happen first.</summary>
internal enum OpeningKind
{
    Open,

    /// <summary>A window has to move on.</summary>
    Closed,

    /// <summary>Calls under way have to end.</summary>
    Busy,

    /// <summary>The pool is smaller than this one call.</summary>
    TooSmall,
}

/// <summary>When a call of a certain size fits.</summary>
/// <param name="Kind">Whether it does now.</param>
/// <param name="Until">The earliest instant, where that is known.</param>
/// <param name="Pool">The pool that stands in the way longest.</param>
internal readonly record struct Opening(OpeningKind Kind, DateTimeOffset? Until, QuotaPool? Pool)
{
    public static Opening Now => default;

    /// <summary>From the instant that a pool gave.</summary>
    public static Opening At(long opens, QuotaPool pool) => opens switch
    {
        UsageWindow.Never => new Opening(OpeningKind.TooSmall, null, pool),
        QuotaPool.Busy => new Opening(OpeningKind.Busy, null, pool),
        QuotaPool.Spent => new Opening(OpeningKind.Closed, null, pool),
        _ => new Opening(OpeningKind.Closed, new DateTimeOffset(opens, TimeSpan.Zero), pool),
    };

    /// <summary>
    /// Whether this pool says more about what stands in the way than the one before: a later instant does, an instant does against calls
    /// under way, which may well end before it.
    /// </summary>
    public static bool Outlasts(long opens, long latest, long now) =>
        opens > now && (opens == QuotaPool.Busy ? latest <= now : latest == QuotaPool.Busy || opens > latest);

    public bool IsOpen => Kind == OpeningKind.Open;

    /// <summary>The reason in words, for whoever asks why.</summary>
    public string Describe() => Kind switch
    {
        OpeningKind.Closed => $"quota pool {Pool!.Name.Id} is spent",
        OpeningKind.Busy => $"quota pool {Pool!.Name.Id} is taken by calls under way",
        OpeningKind.TooSmall => $"quota pool {Pool!.Name.Id} holds {Pool.Amount} {Pool.Metric.Spell()}, less than this one request is likely to take",
        _ => "open",
    };
}
