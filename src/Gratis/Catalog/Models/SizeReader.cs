namespace Gratis.Catalog.Models;

/// <summary>Reads parameters out of an id in <see cref="IdText"/>'s spelling.</summary>
internal static class SizeReader
{
    private const decimal Most = 10_000;

    // 1m and 10m are contexts, 22m and 270m are models.
    private const decimal FewestMillions = 15;

    /// <summary>The first size of each kind; what is not there stays unknown.</summary>
    public static ModelSize Read(ReadOnlySpan<char> text)
    {
        decimal? total = null, active = null;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('-');
            var word = AfterVersions(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
            var (wordTotal, wordActive) = Word(word);
            if (wordTotal is not null && wordActive is null && StartsWithExperts(text))
                (wordTotal, wordActive) = (null, wordTotal);
            total ??= wordTotal;
            active ??= wordActive;
        }

        return new ModelSize(total, active <= (total ?? Most) ? active : null);
    }

    /// <summary>Whether a word is a size and nothing else.</summary>
    public static bool IsSize(ReadOnlySpan<char> word) => Word(word) is not (null, null);

    private static (decimal? Total, decimal? Active) Word(ReadOnlySpan<char> word)
    {
        switch (word)
        {
            case ['a', .. var number, 'b']:
                return (null, Billions(number));
            case ['e', .. var number, 'b']:
                // Gemma's effective parameters: all that is known, and all that works.
                return (Billions(number), Billions(number));
            case [.. var number, 't']:
                return (Within(Number(number) * 1000), null);
            case [.. var number, 'm']:
                return (Number(number) is >= FewestMillions and var millions ? Within(millions / 1000) : null, null);
            case [.. var number, 'b']:
                if (number.IndexOf('x') is > 0 and var x)
                    return (Within(Number(number[..x]) * Number(number[(x + 1)..])), null);
                if (number.IndexOf('a') is > 0 and var a && Billions(number[..a]) is { } all && Billions(number[(a + 1)..]) is { } working)
                    return (all, working);
                return (Billions(number), null);
            default:
                return (null, null);
        }
    }

    // llama_3_3_70b is 3.3.70b after folding.
    private static ReadOnlySpan<char> AfterVersions(ReadOnlySpan<char> word) =>
        word.Count('.') > 1 ? word[(word.LastIndexOf('.') + 1)..] : word;

    // 17b-16e: sixteen experts, of which 17 billion work.
    private static bool StartsWithExperts(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('-');
        return (end < 0 ? text : text[..end]) is [.. var experts, 'e'] && IdText.IsNumber(experts);
    }

    private static decimal? Billions(ReadOnlySpan<char> number) => Within(Number(number));

    private static decimal? Within(decimal? size) => size is > 0 and <= Most ? size : null;

    private static decimal? Number(ReadOnlySpan<char> word)
    {
        var dot = word.IndexOf('.');
        var whole = dot < 0 ? word : word[..dot];
        var part = dot < 0 ? default : word[(dot + 1)..];
        if (whole.Length is 0 or > 5 || part.Length > 3 || !IdText.IsNumber(whole) || (dot >= 0 && !IdText.IsNumber(part)))
            return null;

        var digits = 0;
        foreach (var c in whole)
            digits = (digits * 10) + (c - '0');
        foreach (var c in part)
            digits = (digits * 10) + (c - '0');
        return new decimal(digits, 0, 0, isNegative: false, (byte)part.Length);
    }
}
