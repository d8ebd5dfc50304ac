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
        var request = Authorized(HttpMethod.Post, provider, account, url, facts.IsStream ? "text/event-stream" : "application/json", facts.UserAgent);
        request.Content = content;
        for (var i = 0; i < facts.Relayed.Count; i++)
            request.Headers.TryAddWithoutValidation(facts.Relayed[i].Key, facts.Relayed[i].Value);
        AddOwn(request, provider);
        return request;
    }

    /// <summary>A question to the provider itself rather than to a model.</summary>
    public static HttpRequestMessage Question(Provider provider, Account account, Uri url, string userAgent)
    {
        var request = Authorized(HttpMethod.Get, provider, account, url, "application/json", userAgent);
        AddOwn(request, provider);
        return request;
    }

    public static Uri? UrlFor(Provider provider, Operation operation) => operation switch
    {
        Operation.Chat => provider.ChatUrl,
        Operation.Embeddings => provider.EmbeddingsUrl,
        _ => provider.RerankUrl,
    };

    private static HttpRequestMessage Authorized(HttpMethod method, Provider provider, Account account, Uri url, string accept, string userAgent)
    {
        var request = new HttpRequestMessage(method, provider.Auth == AuthStyle.Query ? WithKey(url, provider, account) : url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };

        var headers = request.Headers;
        headers.TryAddWithoutValidation("Accept", accept);
        headers.TryAddWithoutValidation("Accept-Encoding", UpstreamBody.AcceptedEncodings);
        headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (provider.Auth == AuthStyle.Bearer && account.BearerHeader is { } bearer)
            headers.TryAddWithoutValidation("Authorization", bearer);
        else if (provider.Auth == AuthStyle.Header && account.HasKey)
            headers.TryAddWithoutValidation(provider.AuthName, account.RevealKey());
        return request;
    }

    private static void AddOwn(HttpRequestMessage request, Provider provider)
    {
        for (var i = 0; i < provider.Headers.Count; i++)
            Override(request, provider.Headers[i].Key, provider.Headers[i].Value);
    }

    private static void Override(HttpRequestMessage request, string name, string value)
    {
        // Those that describe the body belong to it, and asking the request for them is an error.
        if (request.Headers.TryAddWithoutValidation(name, ""))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        else if (request.Content is { } content && content.Headers.TryAddWithoutValidation(name, ""))
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
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
