using System.Globalization;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>What the points of a model are made from.</summary>
/// <param name="UpstreamId">The provider's id of it.</param>
/// <param name="Model">What the id means.</param>
/// <param name="Quality">How good it is.</param>
/// <param name="Context">Its window in tokens.</param>
internal sealed record PrimaryFacts(string UpstreamId, ModelIdentity Model, ModelQuality Quality, int Context)
{
    /// <summary>What its own calls give and take.</summary>
    public IReadOnlyList<ScorePart> Fares { get; init; } = [];
}

/// <summary>
/// How well a model suits those who call tools all day. Pure.
/// <list type="table">
/// <listheader><term>part</term><description>points</description></listheader>
/// <item><term><c>quality</c></term><description>0 to 200: two for each point of the index</description></item>
/// <item><term><c>maker</c></term><description>+10, +5 or +3 where nobody measured the model: a good name stands in for evidence, and never beside it</description></item>
/// <item><term><c>context</c></term><description>0 to 18: three for each doubling of 16,384 tokens, up to a million</description></item>
/// <item><term><c>word</c></term><description>+20 made for code, +15 for agents, +5 instruct; -10 preview or alpha, -5 beta or experimental;
/// where the name has no number, -15 nano, mini, tiny or micro, -5 small</description></item>
/// <item><term><c>size</c></term><description>-20 below 20 billion parameters, all of them counted</description></item>
/// </list>
/// and what is known of how it fares. Words are whole words of the name: gemini and minimax are not mini, experience is no experiment.
/// </summary>
internal static class PrimaryScore
{
    private const double PerQuality = 2;

    private const int LeastContext = 16_384;
    private const int MostContext = 1_048_576;
    private const double PerDoubling = 3;

    private const decimal SmallBillions = 20;
    private const double Small = -20;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The points and every number in them.</summary>
    public static RouteScore Of(PrimaryFacts facts) => RouteScore.Of(
    [
        new ScorePart("quality", PerQuality * facts.Quality.Points, facts.Quality.Why),
        .. Maker(facts),
        Context(facts.Context),
        .. PrimaryWords.In(facts.UpstreamId, tellsSize: facts.Model.Size.Total is null),
        .. Size(facts.Model.Size),
        .. facts.Fares,
    ]);

    private static IEnumerable<ScorePart> Maker(PrimaryFacts facts)
    {
        if (!facts.Quality.IsMeasured && PrimaryWords.MakerOf(facts.Model.Family) is { } maker)
            yield return new ScorePart("maker", maker.Points, $"never measured, and made by {maker.Name}");
    }

    private static ScorePart Context(int tokens) => new(
        "context",
        PerDoubling * Math.Log2((double)Math.Clamp(tokens, LeastContext, MostContext) / LeastContext),
        string.Create(Plain, $"{tokens} tokens"));

    private static IEnumerable<ScorePart> Size(ModelSize size)
    {
        if (size.Total is < SmallBillions and var billions)
            yield return new ScorePart("size", Small, string.Create(Plain, $"{billions} billion parameters"));
    }
}
