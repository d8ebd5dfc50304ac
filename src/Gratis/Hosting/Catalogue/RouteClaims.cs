using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>Which of several claims about a route counts. Sources are asked strongest first: the first that says anything is believed.</summary>
internal static class RouteClaims
{
    private static readonly Evidence OfConfig = Evidence.OfOwner("the config");

    /// <summary>What it is believed to be able to do: each source over the weaker ones.</summary>
    public static CapabilitySet Capabilities(RouteSources route) =>
        Described(route)
            .Under(route.Shipped?.Capabilities ?? default)
            .Under(route.Second?.Capabilities ?? default)
            .Under(route.Listed?.Capabilities ?? default)
            .Under(Learned(route.Learned))
            .Under(Configured(route.Config))
            .Under(route.Edit?.Capabilities ?? default);

    /// <summary>The context window and why it is believed. What was found out by refusals lowers every claim but the owner's.</summary>
    public static Claim<int>? Context(RouteSources route)
    {
        if (route.Config?.Context is { } word)
            return new(word, OfConfig);

        var said =
            route.Listed?.Context is { } inList ? new Claim<int>(inList, route.At.ListEvidence!)
            : route.Second?.Context is { } elsewhere ? new Claim<int>(elsewhere, route.At.SecondEvidence!)
            : route.Shipped is { Context: { } builtIn } shipped ? new Claim<int>(builtIn, shipped.Evidence)
            : null;
        var found = route.Found(LearnedTopics.Context);
        return Number(found) is { } seen && !(said?.Value <= seen) ? new(seen, found!.Evidence) : said;
    }

    /// <summary>The largest answer.</summary>
    public static int? MaxOutput(RouteSources route) =>
        route.Config?.MaxOutput ?? route.Listed?.MaxOutput ?? route.Second?.MaxOutput ?? route.Shipped?.MaxOutput;

    /// <summary>All claims about one capability, strongest first.</summary>
    public static IEnumerable<Claim<bool>> Of(RouteSources route, Capability capability)
    {
        if (Has(route.Edit?.Capabilities ?? default, capability) is { } edited)
            yield return new(edited, Evidence.OfOwner("the console or API", route.Edit!.At));
        if (Has(Configured(route.Config), capability) is { } configured)
            yield return new(configured, OfConfig);
        if (route.Found(LearnedTopics.Capability + CapabilityNames.NameOf(capability)) is { } found)
            yield return new(found.Value == "true", found.Evidence);
        if (route.Listed is { } listed && Has(listed.Capabilities, capability) is { } inList)
            yield return new(inList, route.At.ListEvidence!);
        if (route.Second is { } second && Has(second.Capabilities, capability) is { } elsewhere)
            yield return new(elsewhere, route.At.SecondEvidence!);
        if (route.Shipped is { } shipped && Has(shipped.Capabilities, capability) is { } builtIn)
            yield return new(builtIn, shipped.Evidence);
        if (capability == Capability.WebSearch && route.Search is { } search)
            yield return new(true, search.Evidence);
    }

    /// <summary>All claims about a number of the model, strongest first.</summary>
    public static IEnumerable<Claim<int>> Of(RouteSources route, Func<Discovery.Listings.ListedModel, int?> number, int? config, int? shipped, string? learned)
    {
        if (config is { } word)
            yield return new(word, OfConfig);
        if (learned is not null && route.Found(learned) is { } found && Number(found) is { } seen)
            yield return new(seen, found.Evidence);
        if (route.Listed is { } listed && number(listed) is { } inList)
            yield return new(inList, route.At.ListEvidence!);
        if (route.Second is { } second && number(second) is { } elsewhere)
            yield return new(elsewhere, route.At.SecondEvidence!);
        if (shipped is { } builtIn)
            yield return new(builtIn, route.Shipped!.Evidence);
    }

    private static int? Number(LearnedFact? fact) =>
        fact is not null && int.TryParse(fact.Value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool? Has(CapabilitySet set, Capability capability) =>
        (set.Supported & capability) != 0 ? true : (set.Unsupported & capability) != 0 ? false : null;

    private static CapabilitySet Learned(IReadOnlyDictionary<string, LearnedFact> facts)
    {
        CapabilitySet found = default;
        if (facts.Count == 0)
            return found;
        foreach (var (capability, name) in CapabilityNames.Each)
        {
            if (facts.TryGetValue(LearnedTopics.Capability + name, out var fact))
                found = found.With(capability, fact.Value == "true");
        }

        return found;
    }

    private static CapabilitySet Described(RouteSources route) => default(CapabilitySet).With(Capability.WebSearch, route.Search is null ? null : true);

    private static CapabilitySet Configured(ModelOptions? config) => config is null ? default : default(CapabilitySet)
        .With(Capability.Tools, config.Tools)
        .With(Capability.Vision, config.Vision)
        .With(Capability.Audio, config.Audio)
        .With(Capability.StructuredOutput, config.StructuredOutput)
        .With(Capability.Reasoning, config.Reasoning)
        .With(Capability.WebSearch, config.WebSearch);
}
