using System.Net.Http.Headers;

namespace Gratis.Upstream.Verdicts;

/// <summary>An instant that an upstream named, and where.</summary>
/// <param name="At">The instant, clamped.</param>
/// <param name="Source">Header or body.</param>
internal readonly record struct Reset(DateTimeOffset At, UntilSource Source);

/// <summary>Finds out when it is worth asking again: from headers, from fields of the body, from its words.</summary>
internal static class ResetParser
{
    /// <summary>No wait is shorter: a call within the same second meets the same wall.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait where nobody says that the quota itself runs longer.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The longest wait for a weekly or monthly quota.</summary>
    public static readonly TimeSpan Month = TimeSpan.FromDays(32);

    private const int MaxHints = 64;

    /// <summary>
    /// The stated instant, or null. The firm statements (Retry-After, a counter at zero, the body) are taken together and the latest wins:
    /// asking before it only costs another refusal. Counters that say nothing about themselves are heard only where nothing else speaks.
    /// </summary>
    /// <param name="headers">The response headers.</param>
    /// <param name="body">The body.</param>
    /// <param name="now">The present.</param>
    /// <param name="counters">Whether rate-limit counters can explain this answer: for a 429 they do, for a 503 they do not.</param>
    /// <param name="ceiling">How far ahead a header or a plain wait may point.</param>
    public static Reset? Find(HttpHeadersNonValidated headers, ErrorBody body, DateTimeOffset now, bool counters, TimeSpan ceiling)
    {
        var sent = Collect(headers);
        var header = FirmFromHints(sent, now, counters, ceiling);
        var stated = Later(FirmFromHints(body.Hints, now, counters, ceiling), FromText(body.Text, now, ceiling));
        if (header is null && stated is null && counters)
        {
            header = WeakFromHints(sent, now, ceiling);
            stated = header is null ? WeakFromHints(body.Hints, now, ceiling) : null;
        }

        if (header is { } h && (stated is not { } s || h >= s))
            return new Reset(h, UntilSource.Header);

        return stated is { } b ? new Reset(b, UntilSource.Body) : null;
    }

    /// <summary>The instant that named values give, the same way for real headers and for headers repeated in a body.</summary>
    public static DateTimeOffset? FromHints(IReadOnlyList<Hint> hints, DateTimeOffset now, TimeSpan ceiling) =>
        FirmFromHints(hints, now, true, ceiling) ?? WeakFromHints(hints, now, ceiling);

    /// <summary>The latest instant that the words give: "try again in 7m12.5s", "will reset at 2026-09-03 18:01:05", "请在30秒后重试".</summary>
    /// <param name="text">The words.</param>
    /// <param name="now">The present.</param>
    /// <param name="ceiling">How far ahead a plain wait may point.</param>
    /// <param name="resetsOnly">Whether only the quota's own reset counts, and not how long to wait.</param>
    public static DateTimeOffset? FromText(string text, DateTimeOffset now, TimeSpan ceiling, bool resetsOnly = false)
    {
        DateTimeOffset? latest = null;
        foreach (var marker in ResetWords.All)
        {
            if (resetsOnly && !marker.NamesReset)
                continue;

            var limit = marker.NamesReset ? Month : ceiling;
            var rest = text.AsSpan();
            for (var tries = 0; tries < 8; tries++)
            {
                var found = rest.IndexOf(marker.Words, StringComparison.OrdinalIgnoreCase);
                if (found < 0)
                    break;

                rest = rest[(found + marker.Words.Length)..];
                latest = Later(latest, Clamp(ReadAfter(rest, marker.BareSeconds, now), now, limit));
            }
        }

        return latest;
    }

    private static DateTimeOffset? ReadAfter(ReadOnlySpan<char> text, bool bareSeconds, DateTimeOffset now)
    {
        text = (text.Length > 96 ? text[..96] : text).TrimStart(" :=\"'`~");
        if (text.StartsWith("about ", StringComparison.OrdinalIgnoreCase))
            text = text[6..];

        if (Durations.TryReadPrefix(text, out var wait, out _))
            return wait > TimeSpan.Zero ? now + wait : null;

        if (Instants.TryReadIsoPrefix(text, out var instant))
            return instant > now ? instant : null;

        var digits = bareSeconds ? Durations.NumberLength(text) : 0;
        return digits > 0 && Instants.TryParse(text[..digits], now, out instant) ? instant : null;
    }

    private static List<Hint> Collect(HttpHeadersNonValidated headers)
    {
        List<Hint> hints = [];
        foreach (var (name, values) in headers)
        {
            if (!LimitHeader.IsOne(name))
                continue;

            foreach (var value in values)
            {
                if (hints.Count < MaxHints)
                    hints.Add(new Hint(name, value));
            }
        }

        return hints;
    }

    private static DateTimeOffset? FirmFromHints(IReadOnlyList<Hint> hints, DateTimeOffset now, bool counters, TimeSpan ceiling)
    {
        DateTimeOffset? wait = null;
        DateTimeOffset? exhausted = null;
        DateTimeOffset? exhaustedForLong = null;
        foreach (var hint in hints)
        {
            var header = LimitHeader.Of(hint);
            if (header.Kind == LimitHeaderKind.Wait)
            {
                wait = Later(wait, Clamp(header.Instant(now), now, header.RunsLong ? Month : ceiling));
            }
            else if (counters && header.Kind == LimitHeaderKind.Reset && header.Remaining(hints) == 0)
            {
                var at = Clamp(header.Instant(now), now, header.RunsLong ? Month : ceiling);
                exhausted = Later(exhausted, at);
                exhaustedForLong = header.RunsLong ? Later(exhaustedForLong, at) : exhaustedForLong;
            }
        }

        // Rolling buckets give the time until they are full again, and Retry-After the time until the next call fits: that one is meant,
        // unless a counter that calls itself daily or longer is at zero.
        return wait is null ? exhausted : Later(wait, exhaustedForLong);
    }

    private static DateTimeOffset? WeakFromHints(IReadOnlyList<Hint> hints, DateTimeOffset now, TimeSpan ceiling)
    {
        DateTimeOffset? silent = null;
        DateTimeOffset? open = null;
        foreach (var hint in hints)
        {
            var header = LimitHeader.Of(hint);
            if (header.Kind != LimitHeaderKind.Reset)
                continue;

            var at = Clamp(header.Instant(now), now, ceiling);
            if (header.Remaining(hints) is null)
                silent = Later(silent, at);
            else
                open = Later(open, at);
        }

        return silent ?? open;
    }

    private static DateTimeOffset? Clamp(DateTimeOffset? at, DateTimeOffset now, TimeSpan ceiling)
    {
        if (at is not { } instant || instant <= now)
            return null;

        var wait = instant - now;
        return now + (wait < Shortest ? Shortest : wait > ceiling ? ceiling : wait);
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}
