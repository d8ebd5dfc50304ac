using System.Globalization;
using Gratis.Catalog.Ranking;

namespace Gratis.Gateway.Pool.Scores;

/// <summary>What document and script have in common.</summary>
internal static class HomeOpsParts
{
    private const double PerDoubling = 10;

    public static ScorePart Context(int tokens) =>
        new("context", tokens > 0 ? PerDoubling * Math.Log2(tokens) : 0, string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens"));

    /// <summary>Each word once, wherever in the id it stands, be it in the middle of another.</summary>
    public static IEnumerable<ScorePart> Words(string id, IEnumerable<(string Word, double Points)> words) =>
        words.Where(word => id.Contains(word.Word, StringComparison.OrdinalIgnoreCase)).Select(word => new ScorePart("word", word.Points, word.Word));
}
