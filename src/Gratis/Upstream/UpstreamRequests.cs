using System.Net;
using Gratis.Catalog;
using Gratis.Wire;

namespace Gratis.Upstream;

/// <summary>Turns a route, an account and a body into the HTTP request that provider expects.</summary>
internal static class UpstreamRequests
{
    public static HttpRequestMessage Create(Route route, Account account, Uri url, SplicedContent content, UpstreamCallFacts facts)
    {
        var provider = route.Provider;
        var request = new HttpRequestMessage(HttpMethod.Post, provider.Auth == AuthStyle.Query ? WithKey(url, provider, account) : url)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };

        var headers = request.Headers;
        headers.TryAddWithoutValidation("Accept", facts.IsStream ? "text/event-stream" : "application/json");
        headers.TryAddWithoutValidation("Accept-Encoding", UpstreamBody.AcceptedEncodings);
        headers.TryAddWithoutValidation("User-Agent", facts.UserAgent);
        if (provider.Auth == AuthStyle.Bearer && account.BearerHeader is { } bearer)
            headers.TryAddWithoutValidation("Authorization", bearer);
        else if (provider.Auth == AuthStyle.Header && account.HasKey)
            headers.TryAddWithoutValidation(provider.AuthName, account.RevealKey());

        for (var i = 0; i < facts.Relayed.Count; i++)
            headers.TryAddWithoutValidation(facts.Relayed[i].Key, facts.Relayed[i].Value);
        for (var i = 0; i < provider.Headers.Count; i++)
            Override(request, provider.Headers[i].Key, provider.Headers[i].Value);

        return request;
    }

    public static Uri? UrlFor(Provider provider, Operation operation) => operation switch
    {
        Operation.Chat => provider.ChatUrl,
        Operation.Embeddings => provider.EmbeddingsUrl,
        _ => provider.RerankUrl,
    };

    private static void Override(HttpRequestMessage request, string name, string value)
    {
        // Those that describe the body belong to it, and asking the request for them is an error.
        if (request.Headers.TryAddWithoutValidation(name, ""))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        else if (request.Content!.Headers.TryAddWithoutValidation(name, ""))
        {
            request.Content.Headers.Remove(name);
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static Uri WithKey(Uri url, Provider provider, Account account)
    {
        if (!account.HasKey)
            return url;
        var separator = string.IsNullOrEmpty(url.Query) ? '?' : '&';
        return new Uri($"{url.AbsoluteUri}{separator}{Uri.EscapeDataString(provider.AuthName)}={Uri.EscapeDataString(account.RevealKey()!)}");
    }
}

/// <summary>What an upstream gets to know about the call beside its body.</summary>
internal readonly record struct UpstreamCallFacts(bool IsStream, string UserAgent, IReadOnlyList<KeyValuePair<string, string>> Relayed);
