using System.Globalization;
using Gratis.Dispatch;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>What a client says around its request, in headers.</summary>
internal static class ClientHints
{
    /// <summary>Attribution that some providers rank or bill by.</summary>
    private static readonly string[] Relayed = ["HTTP-Referer", "X-Title"];

    public static GatewayRequest ToRequest(HttpRequest request, string id, Operation operation, ReadOnlyMemory<byte> body, RequestFacts facts) => new()
    {
        Id = id,
        Operation = operation,
        Body = body,
        Facts = facts,
        MaxWait = MaxWait(request.Headers),
        UserAgent = request.Headers.UserAgent,
        RelayedHeaders = RelayedOf(request.Headers) is { } relayed ? relayed : [],
    };

    /// <summary>What is wrong with the hints, or null.</summary>
    public static string? Fault(HttpRequest request) =>
        request.Headers.TryGetValue(GatewayHeaders.MaxWait, out var wait) && !TrySeconds(wait, out _)
            ? $"{GatewayHeaders.MaxWait} must be a number of seconds from 0 to 86400."
            : null;

    private static TimeSpan? MaxWait(IHeaderDictionary headers) =>
        headers.TryGetValue(GatewayHeaders.MaxWait, out var value) && TrySeconds(value, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static bool TrySeconds(StringValues value, out double seconds) =>
        double.TryParse(value.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds <= 86_400;

    private static List<KeyValuePair<string, string>>? RelayedOf(IHeaderDictionary headers)
    {
        List<KeyValuePair<string, string>>? relayed = null;
        foreach (var name in Relayed)
        {
            if (headers.TryGetValue(name, out var value) && !StringValues.IsNullOrEmpty(value))
                (relayed ??= []).Add(new(name, value.ToString()));
        }

        return relayed;
    }
}
