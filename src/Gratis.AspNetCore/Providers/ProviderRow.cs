using Gratis.AspNetCore.Accounts;
using Gratis.AspNetCore.Status;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;

namespace Gratis.AspNetCore.Providers;

/// <summary>One provider: what is known of it, and how it stands with this owner.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Facts">What is known of it; null for one of the owner's own.</param>
internal sealed record ProviderRow(string Id, ProviderFacts? Facts)
{
    /// <summary>The owner's word on it.</summary>
    public ProviderOptions? Asked { get; private init; }

    /// <summary>As it is called; null while it cannot be.</summary>
    public Provider? Provider { get; private init; }

    /// <summary>How many accounts there are, whether they serve or not.</summary>
    public int Accounts { get; private init; }

    /// <summary>Its routes in the catalogue.</summary>
    public int Routes { get; private init; }

    /// <summary>Those that are proven free.</summary>
    public int FreeRoutes { get; private init; }

    /// <summary>How it stands.</summary>
    public required AccountHealth Status { get; init; }

    /// <summary>Everybody who is known, then the owner's own.</summary>
    public static IEnumerable<ProviderRow> All(BuiltInFacts facts, CatalogRequest asked, IReadOnlyList<AccountEntry> accounts, GratisEngine engine, GatewayStatus status)
    {
        var builder = new CatalogBuilder(facts, asked.Environment, asked.Added);
        var options = builder.Asked(asked.Options).ToDictionary(static one => one.Id, static one => one.Asked, StringComparer.OrdinalIgnoreCase);
        var callable = builder.ProvidersOf(asked.Options, new CatalogKnowledge(engine.Time.GetUtcNow()))
            .ToDictionary(static at => at.Provider.Id, static at => at.Provider, StringComparer.OrdinalIgnoreCase);
        var countOf = accounts.CountBy(static entry => entry.Provider, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var (table, now) = (engine.Routes, engine.Time.GetUtcNow());

        // What is simulated under a provider's name is not that provider.
        var routesOf = (status.IsDemo ? [] : table.Catalog.Routes).ToLookup(static route => route.Provider.Id, StringComparer.OrdinalIgnoreCase);
        var own = options.Keys.Where(id => !facts.TryFind(id, out _));
        foreach (var id in facts.All.Select(static known => known.Id).Concat(own))
        {
            facts.TryFind(id, out var known);
            var (provider, word) = (callable.GetValueOrDefault(id), options.GetValueOrDefault(id));
            var routes = provider is null ? [] : routesOf[id].ToArray();
            yield return new ProviderRow(id, known)
            {
                Asked = word,
                Provider = provider,
                Accounts = countOf.GetValueOrDefault(id),
                Routes = routes.Length,
                FreeRoutes = routes.Count(static route => route.IsFree),
                Status = provider is null ? new AccountHealth("not_configured", ToDo(id, known, word, asked.Environment))
                    : status.IsDemo ? new AccountHealth("not_in_use", "Simulated providers serve while the demo runs.")
                    : Of(ProviderStanding.Of(engine, table, provider, routes, now).Whole),
            };
        }
    }

    private static AccountHealth Of(RouteStanding standing) => new(standing.Health, standing.Reason, standing.Until);

    /// <summary>What to do so that it can be called.</summary>
    private static string ToDo(string id, ProviderFacts? known, ProviderOptions? asked, Func<string, string?> environment)
    {
        if (known is null)
            return $"Set providers.{id}.base_url.";
        if (asked?.BaseUrl is null && !known.TryFillBaseUrl(environment, out _, out var missing))
            return $"Its address needs {missing}: set that environment variable{(known.NeedsKey ? ", and add a key" : "")}.";
        if (!known.NeedsKey)
            return $"Add `{id}: {{}}` under providers.";
        return known.EnvironmentVariables is [var variable, ..] ? $"Add a key, or set {variable}." : "Add a key.";
    }
}
