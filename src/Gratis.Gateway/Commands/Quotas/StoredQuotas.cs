using Gratis.AspNetCore.Access;
using Gratis.Catalog.Limits;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Serving;
using Gratis.Quotas;
using Gratis.Routing;

namespace Gratis.Gateway.Commands.Quotas;

/// <summary>The quota pools that a gateway on this config would keep, with what the data folder remembers of them.</summary>
internal static class StoredQuotas
{
    /// <summary>All of them, in the order in which the gateway lists them.</summary>
    public static IEnumerable<StoredQuota> Of(CatalogueView view)
    {
        var (config, books) = (view.Config, view.Stored.Books);

        // A pool is taken up from the store when somebody asks for it: the routes for theirs, the budget and the clients for theirs.
        _ = new RoutingTable(view.Build.Snapshot, books);
        books.Quotas.SetForBudget(config.Options.Spill.Terms);
        var rules = new AccessRules(new ListenAddress(config.Config.Server.Host, config.Config.Server.Port), static () => null, books.Quotas, view.Facts);
        var issued = view.Stored.ClientKeys.Where(key => key.RevokedAt is null)
            .Select(key => new ClientKey(key.Id, new ClientTerms { Name = key.Name, Limits = key.Limits }, KeyHash.FromBytes(key.Hash), books.Quotas));
        var clients = rules.For(config.Config).ClientKeys.Concat(issued).DistinctBy(key => key.Id).ToDictionary(key => key.Id, key => key.Name, StringComparer.Ordinal);
        return books.Quotas.Report().Select(report => new StoredQuota(report, clients.GetValueOrDefault(report.Name.Account ?? "")));
    }
}

/// <summary>One pool.</summary>
/// <param name="Report">How it stands.</param>
/// <param name="Client">The name of the client whose own it is.</param>
internal sealed record StoredQuota(PoolReport Report, string? Client)
{
    /// <summary>There is a limit, or one was met; else it is merely counted.</summary>
    public bool Binds => Report.Amount is not null || Report.SpentUntil is not null;

    public bool IsMoney => Report.Limit.Metric is QuotaMetric.Credits or QuotaMetric.Usd;
}
