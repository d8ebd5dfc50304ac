using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Catalogue;

/// <summary>Which of several claims about a route counts. Sources are asked strongest first: the first that says anything is believed.</summary>
internal static class RouteClaims
{
    private static readonly Evidence OfConfig = Evidence.OfOwner("the config");

    /// <summary>What it is believed to be able to do.</summary>
    public static CapabilitySet Capabilities(RouteSources route)
    {
        CapabilitySet believed = default;
        foreach (var (capability, _) in CapabilityNames.Each)
        {
            foreach (var claim in Of(route, capability))
            {
                believed = believed.With(capability, claim.Value);
                break;
            }
        }

        return believed;
    }

    /// <summary>The context window. What was found out by refusals lowers every claim but the owner's.</summary>
    public static int? Context(RouteSources route)
    {
        if (route.Config?.Context is { } word)
            return word;
        var said = Said(route, static model => model.Context, route.Shipped?.Context);
        return Number(route.Found(LearnedTopics.Context)) is { } seen && !(said <= seen) ? seen : said;
    }

    /// <summary>The largest answer.</summary>
    public static int? MaxOutput(RouteSources route) => route.Config?.MaxOutput ?? Said(route, static model => model.MaxOutput, route.Shipped?.MaxOutput);

    /// <summary>All claims about one capability, strongest first.</summary>
    public static IEnumerable<Claim<bool>> Of(RouteSources route, Capability capability)
    {
        if (Has(route.Edit?.Capabilities ?? default, capability) is { } edited)
            yield return new(edited, Evidence.OfOwner("the console or API", route.Edit!.At));
        if (Configured(route, capability) is { } configured)
            yield return new(configured, OfConfig);
        if (route.Found(LearnedTopics.Capability + CapabilityNames.NameOf(capability)) is { } found)
            yield return new(found.Value == "true", found.Evidence);
        if (route.Listed is { } listed && Has(listed.Capabilities, capability) is { } inList)
            yield return new(inList, route.At.ListEvidence!);
        if (route.Second is { } second && Has(second.Capabilities, capability) is { } elsewhere)
            yield return new(elsewhere, route.At.SecondEvidence!);
        if (route.Shipped is { } shipped && Has(shipped.Capabilities, capability) is { } builtIn)
            yield return new(builtIn, shipped.Evidence);
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

    private static int? Said(RouteSources route, Func<Discovery.Listings.ListedModel, int?> number, int? shipped) =>
        (route.Listed is { } listed ? number(listed) : null) ?? (route.Second is { } second ? number(second) : null) ?? shipped;

    private static int? Number(LearnedFact? fact) =>
        fact is not null && int.TryParse(fact.Value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool? Has(CapabilitySet set, Capability capability) =>
        (set.Supported & capability) != 0 ? true : (set.Unsupported & capability) != 0 ? false : null;

    private static bool? Configured(RouteSources route, Capability capability) => route.Config is not { } config ? null : capability switch
    {
        Capability.Tools => config.Tools,
        Capability.Vision => config.Vision,
        Capability.Audio => config.Audio,
        Capability.StructuredOutput => config.StructuredOutput,
        Capability.Reasoning => config.Reasoning,
        _ => config.WebSearch,
    };
}
