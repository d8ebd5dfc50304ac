using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Hosting.Options;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Commands.Providers;

/// <summary>One provider: what is known of it, and how it stands with this owner.</summary>
internal sealed record ProviderEntry(string Id)
{
    /// <summary>What the program knows of it; null for one of the owner's own.</summary>
    public ProviderFacts? Facts { get; private init; }

    /// <summary>The owner's word on it.</summary>
    public ProviderOptions? Asked { get; private init; }

    /// <summary>It can be called.</summary>
    public bool IsConfigured { get; private init; }

    public bool IsLocal { get; private init; }

    /// <summary>By which variable or key of the config; of one that cannot be called: what to do.</summary>
    public required string Setup { get; init; }

    /// <summary>Its models; of one that cannot be called those that the program knows beforehand.</summary>
    public int Models { get; private init; }

    /// <summary>Those that are proven free; of one that cannot be called those that are believed to be.</summary>
    public int FreeModels { get; private init; }

    /// <summary>When it last said which models it has.</summary>
    public DateTimeOffset? ListedAt { get; private init; }

    /// <summary>Everybody who is known, then the owner's own.</summary>
    public static IEnumerable<ProviderEntry> All(CatalogueView view)
    {
        var routes = view.Build.Snapshot.Routes.ToLookup(route => route.Provider.Id, StringComparer.OrdinalIgnoreCase);
        var asked = view.Config.Options.Providers.ToLookup(given => view.IdOf(given.Key), given => given.Value, StringComparer.OrdinalIgnoreCase);
        var own = asked.Select(given => given.Key).Where(id => !view.Facts.TryFind(id, out _));
        return view.Facts.All.Select(known => known.Id).Concat(own).Select(id => Of(id, view, asked[id].FirstOrDefault(), [.. routes[id]]));
    }

    private static ProviderEntry Of(string id, CatalogueView view, ProviderOptions? asked, IReadOnlyList<Route> routes)
    {
        view.Facts.TryFind(id, out var facts);
        var provider = view.Build.Snapshot.FindProvider(id);
        var shipped = provider is null ? view.Facts.ModelsOf(id) : [];
        return new ProviderEntry(id)
        {
            Facts = facts,
            Asked = asked,
            IsConfigured = provider is not null,
            IsLocal = provider?.IsLocal ?? facts?.Local ?? false,
            Setup = provider is null ? ProviderSetup.MissingOf(id, view) : ProviderSetup.ByOf(id, view),
            Models = provider is null ? shipped.Length : routes.Count,
            FreeModels = provider is null ? shipped.Count(model => model.IsBelievedFree) : routes.Count(route => route.IsFree),
            ListedAt = view.Lists.Listings.GetValueOrDefault(id)?.At,
        };
    }
}
