using System.Collections.Concurrent;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>What an SDK does on the wire: every request it makes, with its answer's status and the time of both.</summary>
internal sealed class WatchedTransport() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = TimeProvider.System.GetTimestamp();
        var response = await base.SendAsync(request, cancellationToken);
        _exchanges.Enqueue(new Exchange(sent, TimeProvider.System.GetTimestamp(), (int)response.StatusCode, response.Headers.RetryAfter?.Delta));
        return response;
    }

    /// <summary>A request, and when its answer began.</summary>
    internal sealed record Exchange(long Sent, long Answered, int Status, TimeSpan? RetryAfter);
}
