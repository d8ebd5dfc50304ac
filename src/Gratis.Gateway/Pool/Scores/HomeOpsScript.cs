using System.Globalization;
using System.Text.RegularExpressions;
using Gratis.Catalog.Ranking;

namespace Gratis.Gateway.Pool.Scores;

/// <summary>
/// The points of the script: those of the document with other words, the vendor's name, and less for what looks small. Its mistakes are
/// kept, since they are what one who asks for it compares with: <c>mini</c> counts in gemini and minimax, <c>exp</c> in experience, and a
/// size with a decimal is not seen.
/// </summary>
internal static partial class HomeOpsScript
{
    private const int SmallBillions = 20;

    private static readonly (string Word, double Points)[] Words =
    [
        ("coder", 20), ("devstral", 20), ("agent", 15), ("instruct", 5),
        ("preview", -10), ("alpha", -10), ("beta", -5), ("exp", -5),
        ("nano", -15), ("mini", -15), ("tiny", -15), ("micro", -15), ("small", -5),
    ];

    public static RouteScore Score(string id, int context) =>
        RouteScore.Of([.. Vendor(id), HomeOpsParts.Context(context), .. HomeOpsParts.Words(id, Words), .. Size(id)]);

    private static IEnumerable<ScorePart> Vendor(string id)
    {
        var vendor = id.ToLowerInvariant().Split('/')[0];
        double points = vendor switch
        {
            "google" or "meta-llama" or "qwen" or "mistralai" => 30,
            "nvidia" or "deepseek" or "openai" or "anthropic" or "microsoft" => 15,
            "cohere" or "databricks" or "amazon" or "ai21" or "xiaomi" => 10,
            _ => 0,
        };
        if (points > 0)
            yield return new ScorePart("reputation", points, vendor);
    }

    private static IEnumerable<ScorePart> Size(string id)
    {
        if (Billions().Match(id.ToLowerInvariant()) is { Success: true } match
            && decimal.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is < SmallBillions and var billions)
            yield return new ScorePart("size", -20, string.Create(CultureInfo.InvariantCulture, $"{billions} billion parameters"));
    }

    // More digits than a decimal holds are no size.
    [GeneratedRegex(@"[/-]([0-9]{1,20})b", RegexOptions.CultureInvariant)]
    private static partial Regex Billions();
}
