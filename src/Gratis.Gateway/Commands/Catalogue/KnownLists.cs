using System.Collections.Frozen;
using System.Collections.Immutable;
using Gratis.AspNetCore.Status;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Discovery.Listings;
using Gratis.Discovery.Sources;
using Gratis.Gateway.Serving;
using Gratis.Hosting.Options;
using Gratis.Upstream;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>The lists that count: of those who are configured, from the address that is configured.</summary>
internal sealed record KnownLists(IReadOnlyDictionary<string, ProviderListing> Listings, ModelsDevCatalogue? SecondOpinion)
{
    /// <summary>Why some of them could not be asked.</summary>
    public ImmutableArray<string> Problems { get; private init; } = [];

    /// <summary>Those of the store, and nobody is asked.</summary>
    public static KnownLists Keep(DiscoverySettings settings, IReadOnlyList<ProviderListing> stored)
    {
        var wanted = settings.Targets.ToDictionary(target => target.Provider.Id, StringComparer.OrdinalIgnoreCase);
        var listings = stored
            .Where(listing => wanted.TryGetValue(listing.Provider, out var target) && target.MayHaveListed(listing.Origin))
            .ToFrozenDictionary(listing => listing.Provider, StringComparer.OrdinalIgnoreCase);
        var second = settings.AsksModelsDev ? stored.FirstOrDefault(listing => listing.Provider == ModelsDevTarget.Name) : null;
        return new KnownLists(listings, second is null ? null : new ModelsDevCatalogue(second));
    }

    /// <summary>Everybody is asked now; who does not answer is known as the store knows them.</summary>
    public static async Task<KnownLists> AskAsync(DiscoverySettings settings, IReadOnlyList<ProviderListing> stored, Surroundings around, CancellationToken cancel)
    {
        using var connections = new UpstreamConnections();
        var edges = new DiscoveryEdges(around.Time, around.Chance, connections, "gratis/" + GatewayVersion.Text, NullLogger.Instance) { Store = new StoredLists(stored) };
        using var discovery = await DiscoveryService.OpenAsync(edges, cancel);
        discovery.Configure(settings);
        await discovery.RefreshAsync(provider: null, cancel);
        return new KnownLists(discovery.Listings, discovery.ModelsDev)
        {
            Problems = settings.IsEnabled
                ? [.. discovery.Status.Where(list => list.Problem is not null).Select(list => $"{list.Provider}: {list.Problem}")]
                : ["discovery.enabled is false in the config, so nobody is asked for a list."],
        };
    }

    /// <summary>Gives what was stored and keeps nothing: the database belongs to the gateway.</summary>
    private sealed class StoredLists(IReadOnlyList<ProviderListing> stored) : IListingStore
    {
        public ValueTask<IReadOnlyList<ProviderListing>> Load(CancellationToken cancellation) => new(stored);

        public void Keep(ProviderListing listing)
        {
        }

        public void Forget(string provider)
        {
        }
    }
}
