using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>Google's violations: a quota id that names metric, window and scope, and the quota's value behind it.</summary>
internal static class QuotaFailure
{
    private const string Value = "quotaValue:";
    private const string Metric = "Quota exceeded for metric: ";

    public static bool Read(ErrorBody body, DateTimeOffset now, ref LimitReadings readings)
    {
        var found = false;
        for (var i = 0; i < body.Codes.Count; i++)
        {
            var id = body.Codes[i];
            if (!IsQuotaId(id))
                continue;

            found = true;
            if (!LimitIdentifier.TryRead(id, out var reading))
                continue;

            var limit = ValueAfter(body.Codes, i);
            if (limit == 0)
                continue; // Not on this tier at all, which no reset mends.

            // The delay that comes with a spent day is that of the minute, so only minutes believe it.
            var reset = reading.Period == QuotaPeriod.Minute ? Delay(body, now) : null;
            readings.Add(reading with { Limit = limit, Remaining = 0, ResetsAt = reset });
        }

        return found || ReadWords(body.Text, ref readings);
    }

    private static bool IsQuotaId(string code) =>
        code.Contains("PerProject", StringComparison.Ordinal) || code.Contains("PerModel", StringComparison.Ordinal) || code.Contains("PerUser", StringComparison.Ordinal);

    /// <summary>The value that belongs to an id stands between it and the next one.</summary>
    private static long? ValueAfter(IReadOnlyList<string> codes, int id)
    {
        for (var i = id + 1; i < codes.Count && i <= id + 2; i++)
        {
            if (codes[i].StartsWith(Value, StringComparison.Ordinal))
                return LimitFigures.TryRead(codes[i].AsSpan(Value.Length), out var limit) && limit >= 0 ? limit : null;
        }

        return null;
    }

    private static DateTimeOffset? Delay(ErrorBody body, DateTimeOffset now)
    {
        foreach (var hint in body.Hints)
        {
            if (hint.Name == "retrydelay" && LimitFigures.Instant(hint.Value, milliseconds: false, now) is { } at && LimitFigures.Fits(at - now, QuotaPeriod.Minute))
                return at;
        }

        return null;
    }

    /// <summary>The compatible endpoint drops the details and keeps one line a violation, which does not say the window.</summary>
    private static bool ReadWords(ReadOnlySpan<char> text, ref LimitReadings readings)
    {
        var found = false;
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            var at = line.IndexOf(Metric, StringComparison.Ordinal);
            if (at < 0)
                continue;

            found = true;
            line = line[(at + Metric.Length)..];
            var name = line[..(line.IndexOf(',') is > 0 and var comma ? comma : line.Length)];
            if (MetricOf(name) is not { } metric || !SpokenAmounts.TryAfter(line, "limit", out var limit) || limit == 0)
                continue;

            readings.Add(new LimitReading
            {
                Metric = metric,
                Scope = line.Contains("model: ", StringComparison.Ordinal) ? QuotaScope.AccountModel : null,
                Limit = limit,
                Remaining = 0,
                Source = LimitSource.Body,
            });
        }

        return found;
    }

    private static QuotaMetric? MetricOf(ReadOnlySpan<char> name) => name switch
    {
        _ when name.EndsWith("_requests") => QuotaMetric.Requests,
        _ when name.EndsWith("input_token_count") => QuotaMetric.InputTokens,
        _ when name.EndsWith("output_token_count") => QuotaMetric.OutputTokens,
        _ => null,
    };
}
