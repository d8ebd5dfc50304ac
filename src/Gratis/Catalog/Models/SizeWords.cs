namespace Gratis.Catalog.Models;

/// <summary>Words that stand for a size where the name has no number. Whole words: gemini and minimax are not mini.</summary>
internal static class SizeWords
{
    /// <summary>What is taken for a model that says nothing at all.</summary>
    public const double Usual = 30;

    /// <summary>The size that the first such word of a family usually means; null where there is none.</summary>
    public static double? Billions(ReadOnlySpan<char> family)
    {
        foreach (var range in family.Split('-'))
        {
            switch (family[range])
            {
                case "lite" or "micro" or "mini" or "nano" or "small" or "tiny":
                    return 8;
                case "air" or "flash" or "medium" or "turbo":
                    return Usual;
                case "large" or "max" or "plus" or "pro" or "ultra":
                    return 120;
            }
        }

        return null;
    }

    /// <summary>Whether a model with this word is another one than the same name without it.</summary>
    public static bool ChangesModel(ReadOnlySpan<char> word) =>
        Billions(word) is not null
        || word.ContainsAnyInRange('0', '9')
        || word is "coder" or "code" or "omni" or "vision" or "vl" or "audio" or "distill";
}
