using Gratis.Catalog;
using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>Which pool it is: for people, and for the store.</summary>
/// <param name="Id">As people see it: <c>groq#1/llama-3.3-70b:rpd</c>.</param>
/// <param name="Key">As it is stored: by what the account's books go by, so that reordered or exchanged keys never inherit each other's.</param>
/// <param name="Provider">The provider's id; empty for a client's own pool and for a budget.</param>
/// <param name="Account">The account's id, where the pool is one account's; the client, where it is a client's.</param>
/// <param name="Models">The models it is about, as patterns; empty: all.</param>
internal sealed record PoolName(string Id, string Key, string Provider, string? Account, IReadOnlyList<string> Models)
{
    public static PoolName Of(QuotaLimit limit, Route route, Account account)
    {
        var provider = route.Provider.Id;
        var who = account.Books;
        var classes = string.Join(',', limit.Models.Order(StringComparer.Ordinal).Concat(limit.ExceptModels.Order(StringComparer.Ordinal).Select(static model => "!" + model)));
        var (owner, ownerKey, models, modelKey) = limit.Scope switch
        {
            QuotaScope.AccountModel => (account.Id, who, (IReadOnlyList<string>)[route.UpstreamId], route.UpstreamId),
            QuotaScope.ModelClass => (account.Id, who, limit.Models, classes),
            QuotaScope.Account => (account.Id, who, limit.Models, classes),
            QuotaScope.Egress => (provider + "@egress", "egress", limit.Models, classes),
            _ => (provider, "all", limit.Models, classes),
        };
        var of = modelKey.Length == 0 ? "" : "/" + modelKey;
        return new PoolName(
            $"{owner}{of}:{limit.Name}",
            $"{limit.Scope}|{provider}|{ownerKey}|{modelKey}|{Kind(limit)}",
            provider,
            limit.Scope is QuotaScope.Provider or QuotaScope.Egress ? null : account.Id,
            models);
    }

    public static PoolName OfClient(QuotaLimit limit, string client) => new(
        $"client {client}:{limit.Name}", $"{limit.Scope}||{client}||{Kind(limit)}", "", client, []);

    /// <summary>The owner's money, or one client's share of it.</summary>
    public static PoolName OfBudget(QuotaLimit limit, string? client) => new(
        client is null ? $"budget:{limit.Name}" : $"client {client}:{limit.Name}", $"{limit.Scope}||{client}||{Kind(limit)}", "", client, []);

    /// <summary>The questions to an account endpoint: calls of their own, which no model's limit is about.</summary>
    public static PoolName OfProbes(QuotaLimit limit, Provider provider, Account account) => new(
        $"{account.Id}/probes:{limit.Name}", $"{limit.Scope}|{provider.Id}|{account.Books}|/probes|{Kind(limit)}", provider.Id, account.Id, []);

    /// <summary>The candidate and the limit that a stored key of one model on one account is about; false for all other keys.</summary>
    public static bool TryRead(string key, out string candidate, out QuotaMetric metric)
    {
        var period = key.LastIndexOf('|');
        var model = period <= 0 ? -1 : key.LastIndexOf('|', period - 1);
        candidate = model < 0 ? "" : key[..(model + 1)];
        metric = default;
        return candidate.StartsWith(nameof(QuotaScope.AccountModel), StringComparison.Ordinal) && Enum.TryParse(key.AsSpan(model + 1, period - model - 1), out metric);
    }

    /// <summary>What tells the pools of one model on one account from all others.</summary>
    public static string CandidateKey(Route route, Account account) =>
        $"{QuotaScope.AccountModel}|{route.Provider.Id}|{account.Books}|{route.UpstreamId}|";

    private static string Kind(QuotaLimit limit) => $"{limit.Metric}|{limit.Period.Unit}{limit.Period.Count}";
}
