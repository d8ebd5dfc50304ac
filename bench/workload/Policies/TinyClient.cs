using System.Buffers;
using System.Net.Http.Headers;
using Gratis.Workload.Agents;
using Gratis.Workload.Run;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>Asks one provider and reads the answer to its end: as little as a gateway can do.</summary>
internal sealed class TinyClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly Target[] _targets;
    private readonly byte[] _read = new byte[64 * 1024];

    public TinyClient(TierMap map, Network network, TimeProvider time)
    {
        _http = new HttpMessageInvoker(network);
        _time = time;
        _targets = [.. map.Offers.Select(offer => new Target(
            new Uri(network.UrlOf(offer.Provider) + "/chat/completions"),
            offer.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null,
            [.. AgentCall.Opening, .. System.Text.Encoding.UTF8.GetBytes(offer.Model.Id)]))];
    }

    public async ValueTask<Reply> SendAsync(Offer offer, AgentCall call, DateTimeOffset deadline, CancellationToken cancel)
    {
        var target = _targets[offer.Index];
        var rest = call.AfterModel;
        var length = target.Opening.Length + rest.Length;
        var body = ArrayPool<byte>.Shared.Rent(length);
        using var clock = new CancellationTokenSource(deadline - _time.GetUtcNow(), _time);
        using var left = cancel.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), clock);
        try
        {
            target.Opening.CopyTo(body, 0);
            rest.CopyTo(body.AsMemory(target.Opening.Length));
            using var content = new ByteArrayContent(body, 0, length);
            content.Headers.ContentType = Json;
            using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = content };
            request.Headers.Authorization = target.Key;
            using var response = await _http.SendAsync(request, clock.Token);

            // What it says is nobody's business here, so everybody reads into the same buffer.
            await using var stream = await response.Content.ReadAsStreamAsync(clock.Token);
            while (await stream.ReadAsync(_read, clock.Token) > 0)
            {
            }

            return new Reply((int)response.StatusCode, RetryAfter(response.Headers.RetryAfter));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Reply(0, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - _time.GetUtcNow());

    private sealed record Target(Uri Url, AuthenticationHeaderValue? Key, byte[] Opening);
}
