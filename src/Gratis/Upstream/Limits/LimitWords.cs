using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>
/// Reads the counter that refused out of the words of a refusal. Pure; it never throws. To be asked of answers that a limit explains:
/// a 429, or the 402, 403 and 413 that some send in its place.
/// </summary>
internal static class LimitWords
{
    /// <summary>Adds what the body says to <paramref name="readings"/>.</summary>
    /// <param name="body">The error body.</param>
    /// <param name="provider">The provider's id, for header names that are repeated in the body.</param>
    /// <param name="now">The present.</param>
    /// <param name="readings">What is added to.</param>
    public static void Read(ErrorBody body, string provider, DateTimeOffset now, ref LimitReadings readings)
    {
        if (body.Relayed)
            return; // Somebody else's account at somebody else's service.

        var repeated = Repeated(body, provider, now);
        if (FreeModels.TryRead(body, repeated, out var free))
        {
            readings.Add(free);
            return;
        }

        foreach (ref readonly var reading in repeated.Span)
            readings.Add(reading);

        // The most exact wording speaks alone: what else stands in the same body repeats it, vaguer.
        if (QuotaFailure.Read(body, now, ref readings) || SpokenAmounts.Read(body.Text, ref readings) || SpokenRefuser.Read(body.Text, now, ref readings)
            || LimitCodes.Read(body, now, ref readings))
            return;

        SpokenRates.Read(body.Text, now, ref readings);
    }

    /// <summary>
    /// Whether the refusal says that this one request is larger than a whole window, so that no waiting helps; <paramref name="limit"/> is that window.
    /// </summary>
    public static bool NeverFits(ErrorBody body, out LimitReading limit)
    {
        limit = default;
        return !body.Relayed && SpokenAmounts.TryTooLarge(body.Text, out limit);
    }

    private static LimitReadings Repeated(ErrorBody body, string provider, DateTimeOffset now)
    {
        var counters = default(LimitCounters);
        foreach (var hint in body.Hints)
        {
            if (HeaderName.MayBeOne(hint.Name))
                counters.Take(hint.Name, hint.Value, now);
        }

        var readings = default(LimitReadings);
        counters.Finish(LimitDialect.Of(provider), LimitSource.Body, now, ref readings);
        return readings;
    }
}
