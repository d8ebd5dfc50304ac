using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Catalogue;

/// <summary>Everything that anybody says of a route, with what is believed of each topic first.</summary>
internal static class RouteStory
{
    public static IReadOnlyList<RouteClaim> Tell(RouteSources route, FreeVerdict free)
    {
        var story = new List<RouteClaim> { new("free", free.IsFree ? "true" : "false", free.Evidence, IsBelieved: true) };
        Prices(route, story);
        foreach (var (capability, name) in CapabilityNames.Each)
            Add(story, name, RouteClaims.Of(route, capability), static value => value ? "true" : "false");
        Add(story, "context", RouteClaims.Of(route, static model => model.Context, route.Config?.Context, route.Shipped?.Context, LearnedTopics.Context), Tokens);
        Add(story, "max_output", RouteClaims.Of(route, static model => model.MaxOutput, route.Config?.MaxOutput, route.Shipped?.MaxOutput, learned: null), Tokens);
        if (route.MissingSince is { } since)
            story.Add(new("missing", "true", route.At.ListEvidence! with { At = since }, IsBelieved: true));
        foreach (var fact in route.Learned.Values.Where(IsToldAsItIs).OrderBy(fact => fact.Topic, StringComparer.Ordinal))
            story.Add(new(fact.Topic, fact.Value, fact.Evidence, IsBelieved: true));
        return story;
    }

    private static void Prices(RouteSources route, List<RouteClaim> story)
    {
        if (route.Config?.Price is { } own)
            story.Add(new("price", Usd(own.Input, own.Output), Evidence.OfOwner("the config"), IsBelieved: true));
        if (route.Listed?.Price is { } listed)
            story.Add(new("price", listed.IsFixed ? Usd(listed.Input, listed.Output) : "varies", route.At.ListEvidence!, IsBelieved: route.Config?.Price is null));
        if (route.Second?.Price is { } second)
            story.Add(new("price", second.IsFixed ? Usd(second.Input, second.Output) : "varies", route.At.SecondEvidence!, IsBelieved: route.Config?.Price is null && route.Listed?.Price is null));
    }

    private static void Add<T>(List<RouteClaim> story, string topic, IEnumerable<Claim<T>> claims, Func<T, string> spell)
    {
        var isBelieved = true;
        foreach (var claim in claims)
        {
            story.Add(new(topic, spell(claim.Value), claim.Evidence, isBelieved));
            isBelieved = false;
        }
    }

    private static bool IsToldAsItIs(LearnedFact fact) =>
        fact.Topic != LearnedTopics.Context && !fact.Topic.StartsWith(LearnedTopics.Capability, StringComparison.Ordinal);

    private static string Tokens(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Usd(decimal input, decimal output) =>
        string.Create(CultureInfo.InvariantCulture, $"{input:0.######} / {output:0.######} USD per million tokens");
}
