using System.Buffers;
using System.Globalization;

namespace Gratis.Upstream.Verdicts;

/// <summary>
/// Reads the size of a context window out of the words of a refusal: <c>maximum context length is 8192 tokens</c>,
/// <c>too large for model with 32768 maximum context length</c>. Pure; it never throws.
/// </summary>
internal static class SpokenWindow
{
    private const int MaxText = 4096;
    private const int MostFillers = 6;
    private const int Largest = 100_000_000;

    // Names of the window, the exact before the vague; its size stands behind them.
    private static readonly string[] Names =
    [
        "context length", "context window", "context size", "n_ctx", "max_model_len", "max_seq_len", "model length", "sequence length", "prompt length", "should be [1,",
        "maximum number of tokens", "maximum number of input tokens", "maximum input length", "input tokens limit", "max size", "上下文长度", "最大长度", "输入长度",
        "cannot exceed", "must not exceed", "must be <=", "at most", "limit",
    ];

    // Or its size stands before them.
    private static readonly string[] Tails = [" maximum", " token context", "-token context", " tokens context"];

    // A window of the clock is none of the model's.
    private static readonly SearchValues<string> Rates =
        SearchValues.Create(["per minute", "per min", "per day", "per hour", "per second", "(TPM)", "(TPD)", "/min"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789,");

    /// <summary>How many tokens fit; null where the words do not say.</summary>
    public static int? Find(string text)
    {
        var words = text.AsSpan(0, Math.Min(text.Length, MaxText));
        if (!words.ContainsAnyInRange('0', '9') || words.ContainsAny(Rates))
            return null;

        foreach (var tail in Tails)
        {
            if (Before(words, tail) is { } size)
                return size;
        }

        foreach (var name in Names)
        {
            if (After(words, name) is { } size)
                return size;
        }

        return null;
    }

    private static int? After(ReadOnlySpan<char> text, string name)
    {
        while (text.IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            text = text[(at + name.Length)..];
            if (SkipFillers(text, out var number) && ReadSize(number) is { } size)
                return size;
        }

        return null;
    }

    private static int? Before(ReadOnlySpan<char> text, string tail)
    {
        for (var end = 0; text[end..].IndexOf(tail, StringComparison.OrdinalIgnoreCase) is >= 0 and var at; end++)
        {
            end += at;
            var start = text[..end].LastIndexOfAnyExcept(Digits) + 1;
            if (start < end && (start == 0 || text[start - 1] is ' ' or '(' or '>' or '=') && ReadSize(text[start..]) is { } size)
                return size;
        }

        return null;
    }

    /// <summary>Between a name and its number stand a few words that say nothing: any other word makes it another number.</summary>
    private static bool SkipFillers(ReadOnlySpan<char> text, out ReadOnlySpan<char> number)
    {
        number = text;
        for (var skipped = 0; skipped <= MostFillers; skipped++)
        {
            number = number.TrimStart(" :=([`\"'为是：，");
            if (number.IsEmpty || char.IsAsciiDigit(number[0]))
                return !number.IsEmpty;

            var end = number.IndexOfAnyExceptInRange('A', 'z');
            if (!IsFiller(end < 0 ? number : number[..end]))
                return false;
            number = end < 0 ? default : number[end..];
        }

        return false;
    }

    private static bool IsFiller(ReadOnlySpan<char> word) =>
        word is "is" or "of" or "for" or "this" or "the" or "model" or "to" or "limit" or "allowed" or "only" or "currently" or "maximum" or "at" or "most" or "tokens" or "was";

    /// <summary>The number a text begins with, unless it counts something else than tokens.</summary>
    private static int? ReadSize(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(Digits);
        var digits = (length < 0 ? text : text[..length]).TrimEnd(',');
        if (!int.TryParse(digits, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
            return null;

        var rest = text[digits.Length..];
        var factor = rest.IsEmpty ? 1 : rest[0] switch { 'k' or 'K' => 1_000, 'm' or 'M' => 1_000_000, _ => 1 };
        rest = factor == 1 ? rest : rest[1..];

        // "4images", "10MB" and "1.5M" are other numbers than they begin with.
        if (!rest.IsEmpty && (char.IsAsciiLetter(rest[0]) || (rest[0] == '.' && rest.Length > 1 && char.IsAsciiDigit(rest[1]))))
            return null;

        return number is > 0 and <= Largest && (long)number * factor <= Largest && !CountsSomethingElse(rest.TrimStart(' ')) ? number * factor : null;
    }

    private static bool CountsSomethingElse(ReadOnlySpan<char> rest)
    {
        foreach (var unit in (ReadOnlySpan<string>)["completion", "output", "byte", "char", "MB", "KB", "MiB", "KiB", "image", "message", "word", "item", "document", "second"])
        {
            if (rest.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
