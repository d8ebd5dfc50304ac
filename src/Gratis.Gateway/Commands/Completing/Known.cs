using System.CommandLine.Completions;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Routing;

namespace Gratis.Gateway.Commands.Completing;

/// <summary>What a shell offers where a provider or a model is expected. Nobody is dialled for it, and what cannot be read offers nothing.</summary>
internal static class Known
{
    /// <summary>Every provider that is built in.</summary>
    public static IEnumerable<CompletionItem> Providers() => Items(BuiltInFacts.Load().All.Select(known => known.Id));

    /// <summary>Virtual models, pools and routes: whatever a request may ask for.</summary>
    public static IEnumerable<CompletionItem> Models(CatalogueRequest place, CommandEdges edges) => Items(Read(place, edges) is { } view
        ? new RoutingTable(view.Build.Snapshot, view.Stored.Books).VirtualModels.Select(target => target.Name).Concat(RoutesOf(view))
        : ShippedPools.Names);

    /// <summary>Routes alone.</summary>
    public static IEnumerable<CompletionItem> Routes(CatalogueRequest place, CommandEdges edges) => Items(Read(place, edges) is { } view ? RoutesOf(view) : []);

    /// <summary>Completions are asked for synchronously; what is read here lies on this disk.</summary>
    private static CatalogueView? Read(CatalogueRequest place, CommandEdges edges) =>
        CatalogueReader.ReadAsync(place with { IsRefreshed = false }, edges with { Error = TextWriter.Null }, CancellationToken.None).GetAwaiter().GetResult();

    private static IEnumerable<string> RoutesOf(CatalogueView view) => view.Routes.Select(entry => entry.Route.Id);

    private static IEnumerable<CompletionItem> Items(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Select(name => new CompletionItem(name));
}
