using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>"Rate limit of 50 per 86400s exceeded for UserByModelByDay. Please wait 3000 seconds": the wording of GitHub Models.</summary>
internal static class SpokenRefuser
{
    private const string Opening = "Rate limit of ";
    private const string Closing = " exceeded for ";

    public static bool Read(string text, DateTimeOffset now, ref LimitReadings readings)
    {
        var start = text.IndexOf(Opening, StringComparison.OrdinalIgnoreCase);
        var middle = start < 0 ? -1 : text.IndexOf(Closing, start, StringComparison.OrdinalIgnoreCase);
        if (middle < 0)
            return false;

        var name = text.AsSpan(middle + Closing.Length);
        name = name[..(name.IndexOfAny(" .,\n") is >= 0 and var end ? end : name.Length)];
        if (name.Length > 128 || !LimitIdentifier.TryRead(name.ToString(), out var reading))
            return false;

        var amount = text.AsSpan(start + Opening.Length);
        var counts = reading.Metric != QuotaMetric.Concurrency;
        var reset = counts ? ResetParser.FromText(text, now, ResetParser.Day) : null;
        readings.Add(reading with
        {
            Limit = SpokenAmounts.TryNumber(amount, out var limit) && limit > 0 ? limit : null,
            Remaining = 0,
            ResetsAt = reset is { } at && LimitFigures.Fits(at - now, reading.Period) ? at : null,
        });
        return true;
    }
}
