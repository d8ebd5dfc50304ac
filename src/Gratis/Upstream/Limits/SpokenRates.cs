using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>A limit in everybody's words: <c>max request per minute reached: 3</c>, <c>which is limited to 1000 API calls / month</c>.</summary>
internal static class SpokenRates
{
    private const int MaxText = 4096;

    private static readonly string[] Refusing = ["exceed", "reach", "limited to", "exhausted", "too many", "limit is", "limit of", "used up"];

    // A refusal likes to sell a higher limit in the same breath.
    private static readonly string[] Selling = ["unlock", "upgrade", "purchase", "buy ", "credits", "subscribe", "increase your"];

    public static void Read(string text, DateTimeOffset now, ref LimitReadings readings)
    {
        var rest = text.AsSpan(0, Math.Min(text.Length, MaxText));
        while (!rest.IsEmpty)
        {
            var sentence = Sentence(ref rest);
            if (!HasAny(sentence, Refusing) || HasAny(sentence, Selling) || !RateWords.TryNext(ref sentence, out var rate))
                continue;

            var reset = rate.Metric == QuotaMetric.Concurrency ? null : ResetParser.FromText(text, now, ResetParser.Day, resetsOnly: true);
            readings.Add(new LimitReading
            {
                Metric = rate.Metric,
                Period = rate.Period,
                Limit = rate.Amount > 0 ? rate.Amount : null,
                Remaining = 0,
                ResetsAt = reset is { } at && LimitFigures.Fits(at - now, rate.Period) ? at : null,
                Source = LimitSource.Body,
            });
        }
    }

    private static ReadOnlySpan<char> Sentence(scoped ref ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // A point inside a number or a model's name ends nothing.
            var ends = text[i] is '\n' or '。' || (text[i] is '.' or '!' or '?' or ';' && (i + 1 == text.Length || text[i + 1] is ' ' or '\n'));
            if (!ends)
                continue;

            var sentence = text[..i];
            text = text[(i + 1)..];
            return sentence;
        }

        var last = text;
        text = default;
        return last;
    }

    private static bool HasAny(ReadOnlySpan<char> sentence, string[] words)
    {
        foreach (var word in words)
        {
            if (sentence.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
