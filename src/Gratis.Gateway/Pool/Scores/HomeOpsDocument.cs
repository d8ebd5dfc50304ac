using Gratis.Catalog.Ranking;

namespace Gratis.Gateway.Pool.Scores;

/// <summary>The points of the document: ten for each doubling of the context, and words anywhere in the id.</summary>
internal static class HomeOpsDocument
{
    private static readonly (string Word, double Points)[] Words =
        [("coder", 20), ("devstral", 20), ("agent", 15), ("qwen", 10), ("gemini", 10), ("exp", -5), ("preview", -5)];

    public static RouteScore Score(string id, int context) => RouteScore.Of([HomeOpsParts.Context(context), .. HomeOpsParts.Words(id, Words)]);
}
