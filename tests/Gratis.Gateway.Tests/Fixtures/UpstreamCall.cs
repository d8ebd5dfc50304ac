using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>One request that an upstream received.</summary>
internal sealed class UpstreamCall
{
    private readonly TaskCompletionSource<long> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string Method { get; init; }

    /// <summary>Path and query as they came.</summary>
    public required string Target { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public long Arrived { get; } = Stopwatch.GetTimestamp();

    /// <summary>Comes when the gateway hangs up before the answer was at its end; holds the timestamp.</summary>
    public Task<long> Gone => _gone.Task;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The model that was asked for.</summary>
    public string Model => JsonDocument.Parse(Body).RootElement.GetProperty("model").GetString()!;

    public string? this[string header] => Headers.GetValueOrDefault(header);

    public static async Task<UpstreamCall> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var call = new UpstreamCall
        {
            Method = context.Request.Method,
            Target = context.Request.Path + context.Request.QueryString,
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
        };
        context.RequestAborted.Register(() => call._gone.TrySetResult(Stopwatch.GetTimestamp()));
        return call;
    }
}
