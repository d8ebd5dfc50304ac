using Gratis.Catalog;
using Gratis.Catalog.Ranking;
using Gratis.Hosting.Catalogue.Shipped;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

public sealed class PrimaryPoolTests
{
    private static readonly (RouteSketch Route, bool IsIn)[] Wishes =
    [
        (new RouteSketch("p/m"), true),
        (new RouteSketch("p/m") { Context = 16_384 }, true),
        (new RouteSketch("p/m") { Context = 16_383 }, false),
        (new RouteSketch("p/m") { Context = null }, false),
        (new RouteSketch("p/m") { Tools = null }, false),
        (new RouteSketch("p/m") { Tools = false }, false),
        (new RouteSketch("p/m") { IsFree = false }, false),
        (new RouteSketch("p/m") { IsFree = false, IsLocal = true }, false),
        (new RouteSketch("p/m") { IsExposed = false }, false),
        (new RouteSketch("p/m") { State = RouteState.Found }, false),
        (new RouteSketch("p/m") { State = RouteState.Dead }, false),
        (new RouteSketch("p/m") { Kind = ModelKind.Embedding }, false),
        (new RouteSketch("p/blocked"), false),
        (new RouteSketch("p/Blocked:free"), false),
        (new RouteSketch("q/blocked"), true),
        (new RouteSketch("p/maker/veto"), false),
        (new RouteSketch("q/maker/veto:free"), false),
        (new RouteSketch("q/maker/veto-2"), true),
        (new RouteSketch("q/maker/nomodel:free"), false),
        (new RouteSketch("q/NoModel"), false),
        (new RouteSketch("q/maker/star-7b:free"), false),
        (new RouteSketch("q/maker/Star-70b"), false),
        (new RouteSketch("q/maker/lonestar-7b"), true),
        (new RouteSketch("bad/anything"), false),
    ];

    /// <summary>Entries are id:points, with ! behind one in trouble; of three places.</summary>
    [Theory]
    [InlineData("a:50 b:60 c:40 d:10", "", "b a c")]
    [InlineData("a:50 b:50 c:50 d:50", "", "a b c")]
    [InlineData("d:50 c:50 b:50 a:50", "", "a b c")]
    [InlineData("a:50", "", "a")]
    [InlineData("", "a b", "")]
    [InlineData("a:50 b:49 c:48 d:57", "a b c", "a b c")]
    [InlineData("a:50 b:49 c:48 d:58", "a b c", "d a b")]
    [InlineData("a:50 b:49 c:48 d:58 e:70", "a b c", "e a b")]
    [InlineData("a:50 b:49 c:48 d:58 e:70 f:61", "a b c", "e f a")]
    [InlineData("a:50 b:49 c:48 d:90 e:91 f:92", "a b c", "f e d")]
    [InlineData("a:50 b:49 c:48! d:20", "a b c", "a b d")]
    [InlineData("a:50 b:49 c:90! d:20", "a b c", "a b d")]
    [InlineData("a:50 b:49 c:90!", "a b c", "a b c")]
    [InlineData("a:50 b:49 c:48 d:90!", "a b c", "a b c")]
    [InlineData("a:50! b:49! c:48! d:20!", "a b c", "a b c")]
    [InlineData("a:50 b:49 d:20", "a b c", "a b d")]
    [InlineData("a:50 b:49 c:48 d:49", "a b gone", "a b d")]
    [InlineData("A:50 b:49 c:48 d:55", "a B C", "A b c")]
    [InlineData("a:50 b:49 c:48 d:47", "a b c d", "a b c")]
    [InlineData("a:10 b:60 c:59 d:19", "a b c", "b c a")]
    [InlineData("a:10 b:60 c:59 d:20", "a b c", "b c d")]
    public void A_place_is_kept_until_somebody_leads_by_the_margin(string entries, string incumbents, string expected) =>
        string.Join(' ', PrimaryPool.Choose(Entries(entries), Words(incumbents), size: 3).Select(member => member.Id)).ShouldBe(expected);

    [Fact]
    public void Whoever_cannot_be_relied_on_for_tools_is_not_in_it()
    {
        var blocklist = new PrimaryBlocklist(["p/blocked", "maker/veto:free", "nomodel", "star-*", "bad/*:free"]);
        foreach (var (route, isIn) in Wishes)
            PrimaryLane.Admits(route.Build(), blocklist).ShouldBe(isIn, route.ToString());
    }

    [Fact]
    public void Trouble_is_what_the_ranking_calls_so()
    {
        Route[] ranked = [new RouteSketch("p/well").Build(), new RouteSketch("p/ill").Build()];
        var ranking = new RankOrder([.. ranked.Select((route, i) => new RankedRoute(new RankInput(route.Id, RouteScore.Of(), i) { IsHealthy = route.Id != "p/ill" }, 0))]);

        PrimaryLane.Of(ranked, ranking, new PrimaryBlocklist([])).Select(entry => (entry.Id, entry.IsHealthy)).ShouldBe([("p/well", true), ("p/ill", false)]);
    }

    [Fact]
    public void How_a_route_fares_counts_and_what_else_it_was_ranked_by_does_not_count_twice()
    {
        var fares = new ScorePart("success", -12, "of late");

        var score = PrimaryLane.Score(new RouteSketch("p/m") { Quality = 20, Context = 16_384, Scored = [new("quality", 20, ""), new("context", 1, ""), fares] }.Build());

        score.Total.ShouldBe(40 - 12);
        score.Parts.ShouldContain(fares);
    }

    private static PrimaryEntry[] Entries(string text) =>
        [.. Words(text).Select(word => word.TrimEnd('!').Split(':')).Zip(Words(text), (parts, word) => new PrimaryEntry(parts[0], double.Parse(parts[1], null), !word.EndsWith('!')))];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
