using Gratis.Quotas;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What a request that was too long shows of its route's window. Pure.</summary>
/// <param name="Tokens">How many tokens.</param>
/// <param name="IsStated">They fit, as the upstream itself says. Otherwise this many do not.</param>
internal readonly record struct WindowLesson(int Tokens, bool IsStated)
{
    // No model has a smaller window; a smaller figure counts something else.
    private const int Least = 256;

    // An estimate may be wrong by half, in a language of few spaces.
    private const int MostFactor = 2;

    /// <summary>Null where nothing can be said.</summary>
    /// <param name="judgement">The refusal.</param>
    /// <param name="facts">What was asked.</param>
    /// <param name="demand">How large it was taken to be.</param>
    public static WindowLesson? Of(in Judgement judgement, RequestFacts facts, in Demand demand)
    {
        // What is to be written has to fit behind what is read.
        var size = (int)Math.Min(demand.InputTokens + (long)(facts.MaxOutputTokens ?? 0), int.MaxValue);
        var hasMedia = facts.ImageCount > 0 || facts.AudioCount > 0;
        if (judgement.Limit is { } limit and >= Least)
        {
            // With media nobody here knows how large it was; else a window far above the request cannot be what it ran into.
            return hasMedia || limit <= (long)size * MostFactor ? new WindowLesson(limit, IsStated: true) : null;
        }

        return hasMedia || size < Least ? null : new WindowLesson(size, IsStated: false);
    }
}
