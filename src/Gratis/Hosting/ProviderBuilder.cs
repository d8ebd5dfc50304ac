using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Hosting.Options;

namespace Gratis.Hosting;

/// <summary>One provider: the owner's word over the built-in facts.</summary>
internal sealed class ProviderBuilder(string id, ProviderOptions asked, ProviderFacts? known, Func<string, string?> environment)
{
    /// <summary>The provider, or null when it lacks what it cannot do without: an address, or a key.</summary>
    public Provider? TryBuild()
    {
        var facts = asked.BaseUrl is { } own && known is not null ? known.At(own) : known;
        if (BaseUrl(facts) is not { } baseUrl)
            return null;

        var keys = Keys();
        if (keys.Length == 0 && facts is { NeedsKey: true } && asked.Auth != AuthStyle.None && asked.BaseUrl is null)
            return null;

        var paths = (facts?.Paths ?? PathFacts.Default).Under(baseUrl);
        var auth = asked.Auth ?? facts?.Key.Style ?? AuthStyle.Bearer;
        return new Provider
        {
            Id = id,
            BaseUrl = new Uri(baseUrl),
            IsLocal = asked.Local ?? facts?.Local ?? false,
            Accounts = Accounts(keys, facts),
            Auth = auth,
            AuthName = asked.AuthName ?? facts?.Key.Name ?? "Authorization",
            Headers = [.. (facts?.Headers ?? []).Where(h => !asked.Headers.ContainsKey(h.Key)), .. asked.Headers],
            IsOpenEnded = asked.Models.Count == 0,
            ExposeToVirtualModels = asked.ExposeToVirtualModels ?? true,
            AcceptsStreamUsage = asked.StreamUsage ?? facts?.StreamUsage ?? true,
            UserAgent = asked.UserAgent,
            RejectedParameters = [.. facts?.RejectedParameters ?? [], .. asked.RejectedParameters],
            Patience = new ProviderPatience(
                Seconds(asked.ConnectTimeoutSeconds),
                Seconds(asked.FirstTokenTimeoutSeconds) ?? facts?.FirstTokenTimeout,
                Seconds(asked.IdleTimeoutSeconds),
                Seconds(asked.RequestTimeoutSeconds)),
            ChatUrl = new Uri(paths.Chat),
            EmbeddingsUrl = paths.Embeddings is { } embeddings ? new Uri(embeddings) : null,
            RerankUrl = paths.Rerank is { } rerank ? new Uri(rerank) : null,
        };
    }

    private string? BaseUrl(ProviderFacts? facts)
    {
        if (asked.BaseUrl is { } own)
            return own.TrimEnd('/');
        return facts is not null && facts.TryFillBaseUrl(environment, out var filled, out _) ? filled : null;
    }

    private ImmutableArray<string> Keys()
    {
        ImmutableArray<string> configured = [.. asked.ApiKeys.Prepend(asked.ApiKey).OfType<string>().Where(k => !string.IsNullOrWhiteSpace(k)).Distinct()];
        return configured.IsEmpty ? known?.FindKeys(environment)?.Keys ?? [] : configured;
    }

    /// <summary>Without a key there is still one account: the anonymous one.</summary>
    private ImmutableArray<Account> Accounts(ImmutableArray<string> keys, ProviderFacts? facts) =>
        keys.IsEmpty ? [new Account(id + "#0", facts?.Key.Anonymous)] : [.. keys.Select((key, i) => new Account($"{id}#{i + 1}", key))];

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
