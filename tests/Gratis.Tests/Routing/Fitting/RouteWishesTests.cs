using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Routing.Fitting;

namespace Gratis.Tests.Routing.Fitting;

public sealed class RouteWishesTests
{
    private static readonly string[] Ids = ["groq", "mistral", "zhipu", "mine"];
    private static readonly string?[] Regions = ["global", "eu", "de", "cn", null];
    private static readonly bool?[] Training = [true, false, null];

    [Theory]
    [InlineData("groq", null, null, "", true)]
    [InlineData("groq", null, null, "+groq", true)]
    [InlineData("groq", null, null, "+GROQ +mistral", true)]
    [InlineData("groq", null, null, "+mistral", false)]
    [InlineData("groq", null, null, "-groq", false)]
    [InlineData("groq", null, null, "-mistral", true)]
    [InlineData("groq", null, null, "+groq -groq", false)]
    [InlineData("groq", "eu", null, "+region:eu", true)]
    [InlineData("groq", "eu", null, "+region:EU +region:us", true)]
    [InlineData("groq", "global", null, "+region:eu", false)]
    [InlineData("groq", null, null, "+region:eu", false)]
    [InlineData("groq", "cn", null, "-region:cn", false)]
    [InlineData("groq", "eu", null, "-region:cn", true)]
    [InlineData("groq", null, null, "-region:cn", false)]
    [InlineData("groq", "global", null, "-region:cn", true)]
    [InlineData("groq", "de", null, "+region:eu", true)]
    [InlineData("groq", "gb", null, "+region:eu", false)]
    [InlineData("groq", "eu", null, "+region:de", false)]
    [InlineData("groq", "de", null, "-region:eu", false)]
    [InlineData("groq", "eu", null, "-region:de", false)]
    [InlineData("groq", "fr", null, "-region:de", true)]
    [InlineData("groq", null, false, "private", true)]
    [InlineData("groq", null, true, "private", false)]
    [InlineData("groq", null, null, "private", false)]
    [InlineData("groq", "eu", false, "+groq +region:eu private", true)]
    [InlineData("groq", "eu", null, "+groq +region:eu private", false)]
    public void What_nobody_knows_of_a_provider_does_not_pass(string id, string? region, bool? trains, string wishes, bool passes) =>
        (Wishes(wishes).Objection(Provider(id, region, trains)) is null).ShouldBe(passes);

    [Fact]
    public void Both_wishes_together_let_through_what_each_lets_through() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
        SomeWishes().Zip(SomeWishes()).ToArbitrary(),
        pair => (from id in Ids from region in Regions from trains in Training select Provider(id, region, trains)).All(provider =>
            (pair.Item1.And(pair.Item2).Objection(provider) is null)
            == (pair.Item1.Objection(provider) is null && pair.Item2.Objection(provider) is null))));

    [Fact]
    public void They_are_named_so_that_a_header_could_hold_them()
    {
        Wishes("+groq -zhipu +region:eu -region:cn private").Names().ShouldBe(["provider:groq", "not provider:zhipu", "region:eu", "not region:cn", "no_training"]);
        Wishes("+groq").And(Wishes("+mistral")).Names().ShouldBe(["provider:none"]);
        new RouteWishes().Names().ShouldBeEmpty();
    }

    private static Gen<RouteWishes> SomeWishes() =>
        from count in Gen.Choose(0, 4)
        from words in Gen.Elements("+groq", "+mistral", "-groq", "-zhipu", "+region:eu", "+region:global", "+region:de", "-region:cn", "-region:eu", "-region:de", "private").ListOf(count)
        select Wishes(string.Join(' ', words));

    private static RouteWishes Wishes(string words)
    {
        var all = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new RouteWishes
        {
            Providers = Of("+", isRegion: false),
            NoProviders = Of("-", isRegion: false),
            Regions = Of("+", isRegion: true),
            NoRegions = Of("-", isRegion: true),
            NoTraining = all.Contains("private"),
        };

        string[] Of(string sign, bool isRegion) =>
        [
            .. all.Where(word => word.StartsWith(sign, StringComparison.Ordinal) && word.Contains("region:", StringComparison.Ordinal) == isRegion)
                .Select(word => word[1..].Replace("region:", "", StringComparison.Ordinal)),
        ];
    }

    private static Provider Provider(string id, string? region, bool? trains) => new()
    {
        Id = id,
        BaseUrl = new Uri("http://x.test/v1"),
        ChatUrl = new Uri("http://x.test/v1/chat/completions"),
        Accounts = [],
        Region = region,
        TrainsOnPrompts = trains,
    };
}
