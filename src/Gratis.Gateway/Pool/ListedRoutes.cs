using System.Diagnostics.CodeAnalysis;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Discovery.Listings;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Pool;

/// <summary>The bytes of OpenRouter's list, read and believed as the gateway does it: the same reader, the same proof of being free.</summary>
internal static class ListedRoutes
{
    public static bool TryRead(
        ReadOnlySpan<byte> json, BuiltInFacts facts, CatalogKnowledge knowledge, [NotNullWhen(true)] out IReadOnlyList<Route>? routes, [NotNullWhen(false)] out string? problem)
    {
        routes = null;
        var reading = ListingReader.Read(json);
        problem = !reading.IsUsable ? reading.Problem ?? "It is no list of models."
            : reading.IsPartial ? "It says that it goes on elsewhere, and what it lacks would count as gone. Give the whole list."
            : null;
        if (problem is not null)
            return false;

        // Nobody is called: a provider without a key will do.
        var options = new GratisOptions();
        options.Providers[ModelKey.Provider] = new ProviderOptions { Auth = AuthStyle.None };
        var listings = new Dictionary<string, ProviderListing>
        {
            [ModelKey.Provider] = new ProviderListing { Provider = ModelKey.Provider, At = knowledge.Now, Models = reading.Models },
        };
        routes = new CatalogBuilder(facts, static _ => null).Build(options, knowledge with { Listings = listings }).Snapshot.Routes;
        return true;
    }
}
