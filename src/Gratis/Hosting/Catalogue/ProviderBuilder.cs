using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>One provider: the owner's word over the built-in facts.</summary>
internal sealed class ProviderBuilder
{
    private readonly string _id;
    private readonly ProviderOptions _asked;
    private readonly ProviderFacts? _facts;
    private readonly Func<string, string?> _environment;
    private readonly ImmutableArray<Account> _accounts;
    private readonly bool _isLocal;

    /// <param name="id">Its id.</param>
    /// <param name="asked">The owner's word.</param>
    /// <param name="known">The built-in facts.</param>
    /// <param name="environment">Looks up a variable.</param>
    /// <param name="pays">Whether the owner pays there.</param>
    /// <param name="added">Accounts beside those of config and environment.</param>
    public ProviderBuilder(string id, ProviderOptions asked, ProviderFacts? known, Func<string, string?> environment, bool pays, ImmutableArray<AddedAccount> added)
    {
        (_id, _asked, _environment) = (id, asked, environment);
        _facts = asked.BaseUrl is { } own ? known?.At(own) : known;
        _accounts = Accounts(id, ProviderKeys.Of(asked, known, environment).Keys, added);
        _isLocal = asked.Local ?? known?.Local ?? false;

        // Own hardware under a vendor's name has none of the vendor's limits, nor its books.
        Limits = new LimitRules(_isLocal ? [] : known?.Quotas ?? [], asked.Limits, hasKey: _accounts.Length > 0 && Auth != AuthStyle.None, pays);
    }

    /// <summary>Which limits hold there.</summary>
    public LimitRules Limits { get; }

    private AuthStyle Auth => _asked.Auth ?? _facts?.Key.Style ?? AuthStyle.Bearer;

    /// <summary>The provider, or null when it lacks what it cannot do without: an address, or a key.</summary>
    public Provider? TryBuild()
    {
        if (BaseUrl() is not { } baseUrl)
            return null;

        if (_accounts.IsEmpty && _facts is { NeedsKey: true } && _asked.Auth != AuthStyle.None && _asked.BaseUrl is null)
            return null;

        var paths = (_facts?.Paths ?? PathFacts.Default).Under(baseUrl);
        return new Provider
        {
            Id = _id,
            BaseUrl = new Uri(baseUrl),
            IsLocal = _isLocal,
            IsOwnersWord = _asked.IsAddressVouched,

            // Without a key there is still one account: the anonymous one.
            Accounts = _accounts.IsEmpty ? [new Account(_id + "#0", _facts?.Key.Anonymous)] : _accounts,
            Auth = Auth,
            AuthName = _asked.AuthName ?? _facts?.Key.Name ?? "Authorization",
            Headers = [.. (_facts?.Headers ?? []).Where(h => !_asked.Headers.ContainsKey(h.Key)), .. _asked.Headers],
            IsOpenEnded = _asked.Models.Count == 0,
            ExposeToVirtualModels = _asked.ExposeToVirtualModels ?? true,
            AcceptsStreamUsage = _asked.StreamUsage ?? _facts?.StreamUsage ?? true,
            UserAgent = _asked.UserAgent,
            RejectedParameters = [.. _facts?.RejectedParameters ?? [], .. _asked.RejectedParameters],
            Patience = new ProviderPatience(
                Seconds(_asked.ConnectTimeoutSeconds),
                Seconds(_asked.FirstTokenTimeoutSeconds) ?? _facts?.FirstTokenTimeout,
                Seconds(_asked.IdleTimeoutSeconds),
                Seconds(_asked.RequestTimeoutSeconds)),
            Limits = Limits.ForProvider(),
            Counting = _isLocal ? CallCounting.Default : _facts?.Counting ?? CallCounting.Default,
            Balance = _isLocal ? null : _facts?.Balance?.Under(baseUrl),
            Region = _asked.Region?.ToLowerInvariant() ?? (_isLocal ? "local" : _facts?.Region?.Value),
            TrainsOnPrompts = _asked.TrainsOnPrompts ?? (_isLocal ? false : _facts?.Data.Trains),
            ListingUrl = (_facts is null ? ListingFacts.Default : _facts.Listing)?.Under(baseUrl),
            ChatUrl = new Uri(paths.Chat),
            EmbeddingsUrl = paths.Embeddings is { } embeddings ? new Uri(embeddings) : null,
            RerankUrl = paths.Rerank is { } rerank ? new Uri(rerank) : null,
        };
    }

    private string? BaseUrl()
    {
        if (_asked.BaseUrl is { } own)
            return own.TrimEnd('/');
        return _facts is not null && _facts.TryFillBaseUrl(_environment, out var filled, out _) ? filled : null;
    }

    /// <summary>The same key twice would be one account with two books: where config or environment have it, theirs counts.</summary>
    private static ImmutableArray<Account> Accounts(string id, ImmutableArray<string> keys, ImmutableArray<AddedAccount> added) =>
    [
        .. keys.Select((key, i) => new Account(ProviderKeys.AccountId(id, i), key)),
        .. added.Where(account => !keys.Contains(account.Key.Reveal(), StringComparer.Ordinal)).Select(account => account.ToAccount()),
    ];

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
