using System.Globalization;
using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Ranking;

/// <summary>
/// Makes the score of a route from what is known of it.
/// <list type="table">
/// <listheader><term>part</term><description>points</description></listheader>
/// <item><term><c>quality</c></term><description>0 to 100, as given</description></item>
/// <item><term><c>success</c></term><description>-30 × (1 - the most that the served share may be): one failed call takes 4 from a
/// route that nobody knows yet, ten in a row take 18, and a route that is surely dead loses all 30</description></item>
/// <item><term><c>speed</c></term><description>+5 to -5: nothing at 2 s to the first token, 5/3 for each halving or doubling, all of
/// it at 250 ms and 16 s; of few answers only a share, half of it of four</description></item>
/// <item><term><c>context</c></term><description>-5 below 16,384 tokens, +1 from 128,000 on</description></item>
/// <item><term><c>missing</c></term><description>-50 when its provider's list comes without it</description></item>
/// <item><term><c>expiring</c></term><description>-10 in its last seven days, -50 from its last day on; nothing beside
/// <c>missing</c></description></item>
/// </list>
/// Whether a route is local gives and takes nothing: lanes are what routing is for.
/// </summary>
internal static class RouteScorer
{
    private const double DeadLoses = 30;

    private const double SpeedAtMost = 5;
    private const double SpeedPerDoubling = SpeedAtMost / 3;
    private const double HalfBelieved = 4;
    private static readonly TimeSpan UsualFirstToken = TimeSpan.FromSeconds(2);

    private const int ShortContext = 16_384;
    private const int LongContext = 128_000;

    private const double Gone = 50;
    private const double Leaving = 10;
    private const int LastDays = 7;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The score and every number in it.</summary>
    public static RouteScore Score(ScoreInput input)
    {
        ScorePart?[] parts =
        [
            new ScorePart("quality", Math.Clamp(input.Quality, 0, 100), input.QualityWhy),
            input.Success is { } success ? OfSuccess(success, input.Now) : null,
            input.Speed is { } speed ? OfSpeed(speed, input.Now) : null,
            input.Context is { } context ? OfContext(context) : null,
            OfEnd(input),
        ];
        return RouteScore.Of([.. parts.OfType<ScorePart>()]);
    }

    private static ScorePart OfSuccess(MeasuredSuccess measured, DateTimeOffset now) => new(
        "success",
        Hundredths(-DeadLoses * (1 - Math.Clamp(measured.High, 0, 1))),
        string.Create(Plain, $"of about {measured.Samples:0} recent calls {measured.Rate * 100:0} % were served, ") +
        string.Create(Plain, $"at best {measured.High * 100:0} %; measured, {now:yyyy-MM-dd}"));

    private static ScorePart OfSpeed(MeasuredSpeed measured, DateTimeOffset now)
    {
        double doublings = Math.Log2(Math.Max(measured.FirstToken / UsualFirstToken, double.Epsilon));
        double believed = measured.Samples / (measured.Samples + HalfBelieved);
        double points = Math.Clamp(-doublings * SpeedPerDoubling, -SpeedAtMost, SpeedAtMost) * believed;
        return new ScorePart(
            "speed",
            Hundredths(points),
            string.Create(Plain, $"half of about {measured.Samples:0} recent answers began within {measured.FirstToken.TotalSeconds:0.##} s, ") +
            string.Create(Plain, $"usual are {UsualFirstToken.TotalSeconds:0} s; measured, {now:yyyy-MM-dd}"));
    }

    /// <summary>What lies below is rounding of the arithmetic, and must put nobody before another.</summary>
    private static double Hundredths(double points) => Math.Round(points, 2);

    private static ScorePart OfContext(Claim<int> context)
    {
        double points = context.Value switch { < ShortContext => -5, >= LongContext => 1, _ => 0 };
        return new ScorePart("context", points, string.Create(Plain, $"{context.Value} tokens; {SourceOf(context.Evidence)}"));
    }

    private static ScorePart? OfEnd(ScoreInput input)
    {
        if (input.MissingSince is { } since)
            return new ScorePart("missing", -Gone, string.Create(Plain, $"its provider's list comes without it since {since:yyyy-MM-dd}; provider_list"));
        if (input.Expires is not { } expires) return null;

        int days = expires.Value.DayNumber - DateOnly.FromDateTime(input.Now.UtcDateTime).DayNumber;
        if (days > LastDays) return null;
        return new ScorePart(
            "expiring",
            days <= 0 ? -Gone : -Leaving,
            string.Create(Plain, $"its provider means to take it away on {expires.Value:yyyy-MM-dd}; {SourceOf(expires.Evidence)}"));
    }

    private static string SourceOf(Evidence evidence) => evidence.At is { } at
        ? string.Create(Plain, $"{evidence.Source.Spell()} {evidence.From}, {at:yyyy-MM-dd}")
        : $"{evidence.Source.Spell()} {evidence.From}";
}
