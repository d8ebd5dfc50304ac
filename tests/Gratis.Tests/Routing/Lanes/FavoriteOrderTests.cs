using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Routing.Lanes;

namespace Gratis.Tests.Routing.Lanes;

public sealed class FavoriteOrderTests
{
    [Theory]
    [InlineData("", "a/x b/y c/z")]
    [InlineData("z", "c/z a/x b/y")]
    [InlineData("z,y", "c/z b/y a/x")]
    [InlineData("B/Y", "b/y a/x c/z")]
    [InlineData("nobody,z", "c/z a/x b/y")]
    [InlineData("a/y", "a/x b/y c/z")]
    public void Favourites_lead_in_their_rank_and_the_rest_follows_as_it_was(string favorites, string expected) =>
        Order("a/x b/y c/z", favorites).ShouldBe(expected);

    [Theory]
    [InlineData("v/m", "p/v/m:nitro q/v/m r/v/m:free s/other", "q/v/m p/v/m:nitro r/v/m:free s/other")]
    [InlineData("v/m:free", "p/v/m:nitro q/v/m r/v/m:free s/other", "r/v/m:free p/v/m:nitro q/v/m s/other")]
    [InlineData("P/V/M", "q/v/m p/v/m:nitro", "p/v/m:nitro q/v/m")]
    [InlineData("m", "p/v/m:free q/m:free", "q/m:free p/v/m:free")]
    [InlineData("v", "p/v:7b:free q/x", "p/v:7b:free q/x")]
    public void A_favourite_stands_for_its_variants_and_the_exact_one_comes_first(string favorites, string lane, string expected) =>
        Order(lane, favorites).ShouldBe(expected);

    [Fact]
    public void Nothing_comes_in_and_nothing_falls_out()
    {
        var names = Gen.Elements("a/x", "a/x:free", "b/x", "b/y:free", "c/z", "X", "y", "z:free", "C/Z", "q");
        Prop.ForAll(names.ListOf().ToArbitrary(), names.ListOf().ToArbitrary(), (lane, favorites) =>
        {
            var routes = lane.Where(id => id.Contains('/')).Distinct(StringComparer.OrdinalIgnoreCase).Select(Route).ToArray();
            var once = FavoriteOrder.Promote(routes, [.. favorites]);
            return once.ToHashSet().SetEquals(routes) && once.Count == routes.Length
                && FavoriteOrder.Promote(once, [.. favorites]).SequenceEqual(once);
        }).QuickCheckThrowOnFailure();
    }

    private static string Order(string lane, string favorites) => string.Join(' ', FavoriteOrder
        .Promote([.. lane.Split(' ').Select(Route)], favorites.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(route => route.Id));

    private static Route Route(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var url = new Uri("http://p.test/v1");
        return new Route(new Provider { Id = id[..slash], BaseUrl = url, ChatUrl = url, Accounts = [] }, id[(slash + 1)..]) { IsFree = true };
    }
}
