using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>A metric and window that words name, and the number that belongs to them.</summary>
internal readonly record struct SpokenRate(QuotaMetric Metric, QuotaPeriod Period, long? Amount);

/// <summary>Finds rates in words: <c>20 API calls / minute</c>, <c>tokens per day</c>, <c>daily requests</c>, <c>RPM</c>, <c>concurrency: 3</c>.</summary>
internal static class RateWords
{
    private const int LongestWord = 16;

    /// <summary>The last rate that the text names.</summary>
    public static bool TryLast(ReadOnlySpan<char> text, out SpokenRate rate)
    {
        rate = default;
        var found = false;
        while (TryNext(ref text, out var next))
        {
            rate = next;
            found = true;
        }

        return found;
    }

    /// <summary>The first rate that the text names; it is cut off <paramref name="text"/>.</summary>
    public static bool TryNext(scoped ref ReadOnlySpan<char> text, out SpokenRate rate)
    {
        var scan = default(Scan);
        Span<char> lower = stackalloc char[LongestWord];
        while (TryWord(ref text, out var word, out var joined))
        {
            var length = word.ToLowerInvariant(lower);
            if (scan.Take(length < 0 ? default : lower[..length], joined, out rate))
            {
                rate = rate with { Amount = rate.Amount ?? AmountAfter(text) };
                return true;
            }
        }

        rate = default;
        return false;
    }

    /// <summary>A number that belongs to what was just said: <c>reached: 3</c>, <c>limit of 30,000</c>.</summary>
    private static long? AmountAfter(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < 4; i++)
        {
            text = text.TrimStart(" :()=");
            if (SpokenAmounts.TryNumber(text, out var amount))
                return amount;

            var end = text.IndexOfAnyExceptInRange('a', 'z');
            if (end < 0)
                end = text.Length;
            if (text[..end] is not ("limit" or "reached" or "of" or "is" or "quota" or "max"))
                return null;
            text = text[end..];
        }

        return null;
    }

    /// <summary>The next word; a slash is one, because it stands for "per".</summary>
    private static bool TryWord(scoped ref ReadOnlySpan<char> text, out ReadOnlySpan<char> word, out bool joined)
    {
        var start = 0;
        while (start < text.Length && !IsPart(text[start]) && text[start] != '/')
            start++;

        var end = start;
        if (end < text.Length && text[end] == '/')
        {
            end++;
        }
        else
        {
            // A comma inside a number is part of it; a comma after it is not.
            while (end < text.Length && (IsPart(text[end]) || (text[end] == ',' && end > start && char.IsAsciiDigit(text[end - 1])
                && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
                end++;
        }

        joined = start > 0 && text[start - 1] is '-' or '.' or '_';
        word = text[start..end];
        text = text[end..];
        return !word.IsEmpty;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c > 127;

    private struct Scan
    {
        private QuotaMetric? _metric;
        private PeriodUnit _period;
        private long? _amount;
        private bool _per;
        private bool _input;
        private bool _output;

        /// <summary>Takes one word; true when metric and window are together.</summary>
        public bool Take(ReadOnlySpan<char> word, bool joined, out SpokenRate rate)
        {
            rate = default;
            if (SpokenAmounts.TryNumber(word, out var number))
            {
                // The number of a model's name is no amount.
                this = default;
                _amount = joined ? null : number;
                return false;
            }

            if (LimitPeriods.TryAbbreviation(word, out var metric, out var period))
            {
                rate = new SpokenRate(metric, period, _amount);
                return true;
            }

            switch (word)
            {
                case "requests" or "request" or "req" or "calls" or "call":
                    _metric = QuotaMetric.Requests;
                    break;
                case "tokens" or "token":
                    _metric = _input ? QuotaMetric.InputTokens : _output ? QuotaMetric.OutputTokens : QuotaMetric.Tokens;
                    break;
                case "input" or "prompt":
                    _input = true;
                    return false;
                case "output" or "completion":
                    _output = true;
                    return false;
                case "per" or "/" or "a" or "each" or "every":
                    _per = true;
                    return false;
                case "concurrency" or "concurrent":
                    rate = new SpokenRate(QuotaMetric.Concurrency, default, _amount);
                    return true;
                case "api" or "model" or "free" or "rate" or "limit":
                    return false; // They stand between the two and change nothing.
                default:
                    var unit = LimitPeriods.Unit(word);
                    if (unit == PeriodUnit.None || word.Length == 1 || !(_per || word.EndsWith("ly")))
                    {
                        this = default;
                        return false;
                    }

                    _period = unit;
                    break;
            }

            rate = new SpokenRate(_metric ?? default, new QuotaPeriod(_period), _amount);
            return _metric is not null && _period != PeriodUnit.None;
        }
    }
}
