using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>What the words of a model's name give and take in <c>primary</c>.</summary>
internal static class PrimaryWords
{
    private const int LongestName = 256;

    /// <summary>The points of each word that counts, each once.</summary>
    /// <param name="upstreamId">The provider's id.</param>
    /// <param name="tellsSize">No number says how large it is, so that a word has to.</param>
    public static IReadOnlyList<ScorePart> In(string upstreamId, bool tellsSize)
    {
        var name = IdParts.Split(upstreamId).Name;
        if (name.Length > LongestName)
            return [];

        Span<char> buffer = stackalloc char[LongestName];
        ReadOnlySpan<char> text = buffer[..IdText.Fold(name, buffer)];
        var parts = new List<ScorePart>();
        foreach (var range in text.Split('-'))
        {
            var word = IdText.Letters(text[range]).ToString();
            if (Points(word, tellsSize) is not 0 and var points && parts.TrueForAll(part => part.Why != word))
                parts.Add(new ScorePart("word", points, word));
        }

        return parts;
    }

    /// <summary>Whose model it is, and what that is worth where nothing was measured; by its family, whoever serves it.</summary>
    public static (string Name, double Points)? MakerOf(string family)
    {
        var dash = family.IndexOf('-', StringComparison.Ordinal);
        return IdText.Letters(dash < 0 ? family : family.AsSpan(0, dash)) switch
        {
            "gemini" or "gemma" => ("google", 10),
            "llama" => ("meta", 10),
            "qwen" or "qwq" => ("qwen", 10),
            "mistral" or "mixtral" or "ministral" or "magistral" or "devstral" or "codestral" or "pixtral" => ("mistral", 10),
            "nemotron" => ("nvidia", 5),
            "deepseek" => ("deepseek", 5),
            "gpt" or "chatgpt" => ("openai", 5),
            "claude" => ("anthropic", 5),
            "phi" => ("microsoft", 5),
            "command" => ("cohere", 3),
            "dbrx" => ("databricks", 3),
            "nova" => ("amazon", 3),
            "jamba" => ("ai21", 3),
            "mimo" => ("xiaomi", 3),
            _ => null,
        };
    }

    private static double Points(string word, bool tellsSize) => word switch
    {
        "coder" or "devstral" => 20,
        "agent" or "agentic" => 15,
        "instruct" => 5,
        "preview" or "alpha" => -10,
        "beta" or "exp" or "experimental" => -5,
        "nano" or "mini" or "tiny" or "micro" when tellsSize => -15,
        "small" when tellsSize => -5,
        _ => 0,
    };
}
