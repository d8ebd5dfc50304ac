using Gratis.Quotas;
using Gratis.Routing.Fitting;

namespace Gratis.AspNetCore.Access;

/// <summary>A key that the owner gave to a client, and the books it is held to.</summary>
/// <param name="id">Whose books: a key that keeps its id keeps what it has spent, whatever else of it changes.</param>
/// <param name="terms">What it may do.</param>
/// <param name="hash">What it is recognised by.</param>
/// <param name="ledger">The books of all quotas.</param>
internal sealed class ClientKey(string id, ClientTerms terms, KeyHash hash, QuotaLedger ledger)
{
    public string Id => id;

    public string Name => terms.Name;

    public ClientTerms Terms => terms;

    public KeyHash Hash => hash;

    /// <summary>The gateway issued it, and keeps it; else it stands in the config.</summary>
    public bool IsIssued { get; init; }

    /// <summary>Called for each request it lets in.</summary>
    public Action? Used { get; init; }

    /// <summary>Its own limits on requests, and on how many are under way.</summary>
    public QuotaSet Calls { get; } = ledger.SetForClient(id, ClientLimits.OfCalls(terms.Limits));

    /// <summary>Its own limits on tokens.</summary>
    public QuotaSet Tokens { get; } = ledger.SetForClient(id, ClientLimits.OfTokens(terms.Limits));

    /// <summary>What its requests cost, and may cost.</summary>
    public QuotaSet Budget { get; } = ledger.SetForBudget(terms.Budget, id);

    /// <summary>Whom its requests may go to; null: anybody.</summary>
    public RouteWishes? Wishes { get; } = PolicyWishes.Of(terms.Policy);

    /// <summary>True when there is anything to book.</summary>
    public bool IsLimited => Calls.Pools.Length + Tokens.Pools.Length > 0;

    /// <summary>True when it may ask for everything, so that no name has to be looked at.</summary>
    public bool MayUseAnyModel => terms.Models.Count == 0;

    /// <summary>True when it may ask for this model.</summary>
    public bool MayUse(string model) => MayUseAnyModel || terms.Models.Contains(model, StringComparer.OrdinalIgnoreCase);
}
