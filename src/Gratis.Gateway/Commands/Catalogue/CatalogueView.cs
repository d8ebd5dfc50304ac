using Gratis.AspNetCore.Accounts;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Hosting.Catalogue;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>The catalogue as a gateway that started now would make it, and what it was made of.</summary>
internal sealed record CatalogueView(ConfigSnapshot Config, BuiltInFacts Facts, StoredCatalogue Stored, CatalogBuild Build, KnownLists Lists)
{
    /// <summary>The accounts that were added, opened.</summary>
    public HeldAccounts Held { get; init; } = HeldAccounts.None;

    /// <summary>Every route, best first; what is not ranked follows.</summary>
    public IEnumerable<RouteEntry> Routes => Build.Snapshot.Routes.Select((route, index) => new RouteEntry(route, index + 1, index < Build.Ranking.Routes.Length));

    /// <summary>Every id under which a provider is known, built in or the owner's own.</summary>
    public IEnumerable<string> ProviderIds =>
        Facts.All.SelectMany(known => known.Aliases.Prepend(known.Id)).Concat(Config.Config.Providers.Keys).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>One route by its id.</summary>
    public RouteEntry? Find(string id) => Build.Snapshot.FindRoute(id) is { } route ? Routes.First(entry => ReferenceEquals(entry.Route, route)) : null;

    /// <summary>The id behind an alias.</summary>
    public string IdOf(string name) => Facts.TryFind(name, out var known) ? known.Id : name.ToLowerInvariant();

    /// <summary>What to tell somebody who named a provider that nobody knows.</summary>
    public string UnknownProvider(string name) => $"No provider '{Plain.Line(name)}' is known.{Names.Hint(name, ProviderIds)} `gratis providers` lists them all.";

    public bool Knows(string id) => ProviderIds.Contains(id, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A route and its place.</summary>
/// <param name="Route">The route.</param>
/// <param name="Place">Its place in the catalogue, from 1.</param>
/// <param name="IsRanked">The place is a rank; else it is that of a route that nobody has accepted, behind all that have one.</param>
internal sealed record RouteEntry(Route Route, int Place, bool IsRanked)
{
    public RouteDossier Dossier => Route.Dossier!;
}
