using System.Buffers;

namespace Gratis.Routing.Tiers;

/// <summary>
/// Words to look for in a text, in any case. Where a script puts spaces between its words, only whole ones count; Chinese and its like
/// have none, so there a word counts wherever it stands.
/// </summary>
internal sealed class WordList
{
    private readonly string[] _words;
    private readonly SearchValues<string> _beginnings;

    public WordList(IEnumerable<string> words)
    {
        _words = [.. words.Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        _beginnings = SearchValues.Create(_words, StringComparison.OrdinalIgnoreCase);
    }

    public bool OccurIn(ReadOnlySpan<char> text)
    {
        for (var from = 0; from < text.Length; from++)
        {
            var at = text[from..].IndexOfAny(_beginnings);
            if (at < 0)
                return false;
            from += at;
            if (BeginsAt(text, from))
                return true;
        }

        return false;
    }

    private bool BeginsAt(ReadOnlySpan<char> text, int at)
    {
        foreach (var word in _words)
        {
            if (text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase) && IsWhole(text, at, at + word.Length))
                return true;
        }

        return false;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int begin, int end) =>
        (begin == 0 || !Joins(text[begin - 1], text[begin])) && (end == text.Length || !Joins(text[end - 1], text[end]));

    private static bool Joins(char left, char right) => IsInSpacedWord(left) && IsInSpacedWord(right);

    /// <summary>A letter or digit of a script with spaces between its words: Latin, Greek, Cyrillic and their neighbours up to the Indian ones.</summary>
    private static bool IsInSpacedWord(char one) =>
        one == '_' || (one is < '\u0E00' or (>= '\u1E00' and < '\u2000') && char.IsLetterOrDigit(one));
}
