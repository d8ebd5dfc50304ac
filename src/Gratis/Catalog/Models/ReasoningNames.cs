namespace Gratis.Catalog.Models;

/// <summary>Names that say a model thinks before it answers.</summary>
internal static class ReasoningNames
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = IdWords.Set("""
        cot deepthink magistral o1 o3 o4 qvq qwq r1 reason reasoner reasoning think thinker thinking z1
        """);

    /// <summary>Whether an id in <see cref="IdText"/>'s spelling has such a word, as a whole and not denied.</summary>
    public static bool In(ReadOnlySpan<char> text)
    {
        var denied = false;
        foreach (var range in text.Split('-'))
        {
            var word = text[range];
            if (!denied && Words.Contains(word))
                return true;
            denied = word is "non" or "no" or "not" or "without";
        }

        return false;
    }
}
