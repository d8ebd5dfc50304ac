using Gratis.Catalog.Claims;
using Gratis.Catalog.Ranking;
using Gratis.Tests.Time;

namespace Gratis.Tests.Catalog.Ranking;

public sealed class RouteScorerTests
{
    private static readonly ScoreInput Plain = new(60, "a benchmark, 2026-02-01", VirtualTime.Start);

    [Fact]
    public void A_route_of_which_nothing_was_measured_is_worth_its_quality()
    {
        RouteScore score = RouteScorer.Score(Plain);
        score.Total.ShouldBe(60);
        score.Parts.ShouldBe([new ScorePart("quality", 60, "a benchmark, 2026-02-01")]);
    }

    [Theory]
    [InlineData(-3, 0)]
    [InlineData(140, 100)]
    public void Quality_stays_on_its_scale(double given, double counted) =>
        RouteScorer.Score(Plain with { Quality = given }).Total.ShouldBe(counted);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.9, -3)]
    [InlineData(0.5, -15)]
    [InlineData(0, -30)]
    public void Failures_take_what_they_surely_deserve(double high, double points) =>
        Part("success", Plain with { Success = new MeasuredSuccess(100, 0, high) }).Points.ShouldBe(points, 1e-9);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0.25, 5)]
    [InlineData(0.01, 5)]
    [InlineData(0, 5)]
    [InlineData(16, -5)]
    [InlineData(100, -5)]
    [InlineData(4, -5 / 3.0)]
    public void Speed_counts_by_doublings_and_is_bounded(double seconds, double points) =>
        Part("speed", Plain with { Speed = new MeasuredSpeed(1e9, TimeSpan.FromSeconds(seconds)) }).Points.ShouldBe(points, 0.005);

    [Fact]
    public void Few_answers_say_little_about_speed() =>
        Part("speed", Plain with { Speed = new MeasuredSpeed(4, TimeSpan.FromSeconds(16)) }).Points.ShouldBe(-2.5, 1e-9);

    [Theory]
    [InlineData(16_383, -5)]
    [InlineData(16_384, 0)]
    [InlineData(127_999, 0)]
    [InlineData(128_000, 1)]
    public void A_short_window_costs_and_a_long_one_pays_a_little(int tokens, double points) =>
        Part("context", Plain with { Context = Listed(tokens) }).Points.ShouldBe(points);

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, -10.0)]
    [InlineData(1, -10.0)]
    [InlineData(0, -50.0)]
    [InlineData(-30, -50.0)]
    public void A_route_that_is_about_to_go_falls_behind(int days, double? points)
    {
        DateOnly day = DateOnly.FromDateTime(VirtualTime.Start.UtcDateTime).AddDays(days);
        RouteScore score = RouteScorer.Score(Plain with { Expires = Listed(day) });
        score.Parts.Where(part => part.Name == "expiring").Select(part => part.Points).ShouldBe(points is { } taken ? [taken] : []);
    }

    [Fact]
    public void What_is_gone_from_its_list_is_not_punished_twice()
    {
        RouteScore score = RouteScorer.Score(Plain with { MissingSince = VirtualTime.Start, Expires = Listed(DateOnly.MinValue) });
        score.Total.ShouldBe(10);
        score.Parts[1].Name.ShouldBe("missing");
    }

    [Fact]
    public void Every_number_names_its_source_and_date()
    {
        RouteScore score = RouteScorer.Score(Plain with
        {
            Success = new MeasuredSuccess(49.6, 0.84, 0.93),
            Speed = new MeasuredSpeed(42, TimeSpan.FromSeconds(1.25)),
            Context = Listed(131_072),
            Expires = Listed(new DateOnly(2026, 3, 4)),
        });
        score.Parts.Select(part => part.Why).ShouldBe([
            "a benchmark, 2026-02-01",
            "of about 50 recent calls 84 % were served, at best 93 %; measured, 2026-03-01",
            "half of about 42 recent answers began within 1.25 s, usual are 2 s; measured, 2026-03-01",
            "131072 tokens; provider_list p/models, 2026-02-20",
            "its provider means to take it away on 2026-03-04; provider_list p/models, 2026-02-20",
        ]);
        score.Total.ShouldBe(score.Parts.Sum(part => part.Points), 1e-9);
    }

    private static ScorePart Part(string name, ScoreInput input) => RouteScorer.Score(input).Parts.Single(part => part.Name == name);

    private static Claim<T> Listed<T>(T value) =>
        new(value, new Evidence(ClaimSource.ProviderList, "p/models", new DateTimeOffset(2026, 2, 20, 0, 0, 0, TimeSpan.Zero), 1));
}
