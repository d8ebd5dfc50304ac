using System.Buffers;
using System.Globalization;
using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>"… on tokens per day (TPD): Limit 200000, Used 199000, Requested 3000": the wording of Groq, OpenAI and their kin.</summary>
internal static class SpokenAmounts
{
    private const int Before = 64;
    private const int After = 96;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789,");

    /// <summary>
    /// Adds the counter. Its "try again in" is the time until this one request fits, not until the counter is whole again, so it is no reset.
    /// </summary>
    public static bool Read(ReadOnlySpan<char> text, ref LimitReadings readings)
    {
        if (!TryRead(text, out var reading, out _))
            return false;

        readings.Add(reading);
        return true;
    }

    /// <summary>Whether more was requested than the limit itself.</summary>
    public static bool TryTooLarge(ReadOnlySpan<char> text, out LimitReading limit)
    {
        if (!TryRead(text, out limit, out var requested) || requested is not { } asked || asked <= limit.Limit)
            return false;

        limit = limit with { Remaining = null };
        return true;
    }

    /// <summary>The number that follows a word, at most a colon between them: <c>Limit: 200,000</c>.</summary>
    public static bool TryAfter(ReadOnlySpan<char> text, ReadOnlySpan<char> word, out long amount)
    {
        amount = 0;
        while (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            var standsAlone = at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
            text = text[(at + word.Length)..];
            if (standsAlone && TryNumber(text.TrimStart(" :="), out amount))
                return true;
        }

        return false;
    }

    /// <summary>A whole number with or without separators of thousands.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        var length = text.IndexOfAnyExcept(Digits);
        length = length < 0 ? text.Length : length;

        // "100K" and "1.5M" are other numbers than they begin with.
        var next = text[length..];
        var goesOn = !next.IsEmpty && (char.IsAsciiLetter(next[0]) || (next[0] == '.' && next.Length > 1 && char.IsAsciiDigit(next[1])));
        number = 0;
        return !goesOn && long.TryParse(text[..length].TrimEnd(','), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number)
            && number <= LimitFigures.Most;
    }

    // "Rate limit reached for model `x`", "Request too large for x in organization y".
    private static bool NamesModel(ReadOnlySpan<char> text) =>
        text.Contains("reached for ", StringComparison.OrdinalIgnoreCase) || text.Contains("too large for ", StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(ReadOnlySpan<char> text, out LimitReading reading, out long? requested)
    {
        reading = default;
        requested = null;
        var rest = text;
        var passed = 0;
        while (rest.IndexOf("limit", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            var word = passed + at;
            passed = word + "limit".Length;
            rest = text[passed..];
            if (!TryNumber(rest.TrimStart(" :"), out var limit) || limit <= 0)
                continue;

            var before = text[Math.Max(0, word - Before)..word];
            if (!RateWords.TryLast(before, out var rate))
                continue;

            var after = rest[..Math.Min(rest.Length, After)];
            if (after.IndexOf('\n') is >= 0 and var line)
                after = after[..line];

            long? used = TryAfter(after, "used", out var amount) || TryAfter(after, "current", out amount) ? amount : null;
            requested = TryAfter(after, "requested", out amount) ? amount : null;
            reading = new LimitReading
            {
                Metric = rate.Metric,
                Period = rate.Period,
                Scope = NamesModel(text) ? QuotaScope.AccountModel : null,
                Limit = limit,
                Remaining = used is { } spent ? Math.Max(0, limit - spent) : requested > limit ? null : 0,
                Source = LimitSource.Body,
            };
            return true;
        }

        return false;
    }
}
