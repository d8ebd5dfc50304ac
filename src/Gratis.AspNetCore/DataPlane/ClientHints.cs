using System.Globalization;
using Gratis.AspNetCore.Access;
using Gratis.Dispatch;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>What a client says around its request, in headers.</summary>
internal static class ClientHints
{
    /// <summary>Attribution that some providers rank or bill by.</summary>
    private static readonly string[] Relayed = ["HTTP-Referer", "X-Title"];

    private const int LongestRelayed = 1024;

    /// <param name="context">The HTTP request.</param>
    /// <param name="asked">What it asks for.</param>
    /// <param name="client">Whose key it came with.</param>
    /// <param name="wishes">What its headers wish for.</param>
    public static GatewayRequest ToRequest(HttpContext context, AskedBody asked, ClientKey? client, RouteWishes? wishes)
    {
        var headers = context.Request.Headers;
        return new GatewayRequest
        {
            Id = context.Response.Headers[GatewayHeaders.RequestId].ToString(),
            Operation = asked.Facts.Operation,
            Body = asked.Body.Written,
            Facts = asked.Facts,
            SearchesWeb = asked.SearchesWeb,
            Wishes = Both(client?.Wishes, wishes),
            MaxWait = MaxWait(headers) ?? client?.Terms.MaxWait,
            Client = client?.Name,
            Budget = client?.Budget,
            IsBackground = client is { Terms.IsBackground: true } || IsBackground(headers) == true,
            IsSticky = IsSticky(headers) ?? client?.Terms.IsSticky,
            UserAgent = Relayable(headers.UserAgent),
            RelayedHeaders = RelayedOf(headers) is { } relayed ? relayed : [],
        };
    }

    /// <summary>What is wrong with the hints, or null.</summary>
    public static string? Fault(HttpRequest request)
    {
        if (request.Headers.TryGetValue(GatewayHeaders.MaxWait, out var wait) && !TrySeconds(wait, out _))
            return $"{GatewayHeaders.MaxWait} must be a number of seconds from 0 to 86400.";
        if (request.Headers.ContainsKey(GatewayHeaders.Sticky) && IsSticky(request.Headers) is null)
            return $"{GatewayHeaders.Sticky} must be 'true' or 'false'.";
        return request.Headers.ContainsKey(GatewayHeaders.Priority) && IsBackground(request.Headers) is null
            ? $"{GatewayHeaders.Priority} must be 'interactive' or 'background'."
            : null;
    }

    /// <summary>A client narrows what its key allows, and never widens it.</summary>
    private static RouteWishes? Both(RouteWishes? allowed, RouteWishes? wished) => allowed is null ? wished : wished is null ? allowed : allowed.And(wished);

    /// <summary>What the client says of its hurry; null where it says nothing that is known.</summary>
    private static bool? IsBackground(IHeaderDictionary headers)
    {
        var said = headers[GatewayHeaders.Priority].ToString();
        return said.Equals("background", StringComparison.OrdinalIgnoreCase) ? true
            : said.Equals("interactive", StringComparison.OrdinalIgnoreCase) ? false
            : null;
    }

    /// <summary>Whether the client wants its conversation to stay with its route; null where it says nothing that is known.</summary>
    private static bool? IsSticky(IHeaderDictionary headers) =>
        headers.TryGetValue(GatewayHeaders.Sticky, out var said) && bool.TryParse(said.ToString(), out var stays) ? stays : null;

    private static TimeSpan? MaxWait(IHeaderDictionary headers) =>
        headers.TryGetValue(GatewayHeaders.MaxWait, out var value) && TrySeconds(value, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static bool TrySeconds(StringValues value, out double seconds) =>
        double.TryParse(value.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds is >= 0 and <= 86_400;

    private static List<KeyValuePair<string, string>>? RelayedOf(IHeaderDictionary headers)
    {
        List<KeyValuePair<string, string>>? relayed = null;
        foreach (var name in Relayed)
        {
            if (headers.TryGetValue(name, out var value) && Relayable(value) is { } text)
                (relayed ??= []).Add(new(name, text));
        }

        return relayed;
    }

    /// <summary>The value where it can be sent on; null for one that no HTTP client would send, or that an upstream would refuse for its size.</summary>
    private static string? Relayable(StringValues value)
    {
        var text = value.ToString();
        return text.Length is 0 or > LongestRelayed || text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? null : text;
    }
}
