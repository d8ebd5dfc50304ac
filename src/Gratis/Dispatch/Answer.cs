using System.Buffers;
using System.IO.Pipelines;
using Gratis.Routing;
using Gratis.Routing.Tiers;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// What a request came to: a whole answer, a committed stream that is still to be copied, or an error. Owns everything that has to
/// be given back: buffers, the upstream's connection, the request's place.
/// </summary>
internal sealed class Answer : IAsyncDisposable
{
    private readonly PooledBuffer? _body;
    private readonly StreamRelay? _relay;
    private readonly bool _isRecited;
    private Usage _usage;
    private BudgetDraw? _draw;
    private LogBodies? _listener;
    private IDisposable? _held;
    private CancellationTokenSource? _leash;

    private Answer(
        AttemptTrail trail, GatewayError? error, Candidate? candidate, HttpResponseMessage? response, PooledBuffer? body, StreamRelay? relay, bool isRecited = false)
    {
        _isRecited = isRecited;
        Trail = trail;
        Error = error;
        Candidate = candidate;
        Response = response;
        _body = body;
        _relay = relay;
    }

    public AttemptTrail Trail { get; }

    public GatewayError? Error { get; }

    /// <summary>Who served it; null on an error.</summary>
    public Candidate? Candidate { get; }

    /// <summary>The upstream's response, for its headers.</summary>
    public HttpResponseMessage? Response { get; }

    public int Status => Response is null ? Error!.Status : (int)Response.StatusCode;

    /// <summary>It goes to its client as an event stream.</summary>
    public bool IsStream => IsUnderWay || _isRecited;

    /// <summary>A stream whose upstream has not ended yet.</summary>
    public bool IsUnderWay => _relay is not null;

    /// <summary>Its route has no structured output: it was told the schema in the prompt, and what it said was checked.</summary>
    public bool IsPrompted { get; private init; }

    public ReadOnlyMemory<byte> Body => _body?.Written ?? default;

    /// <summary>What it says it cost; of a stream, as far as it has come.</summary>
    public Usage Usage => _relay?.Usage ?? _usage;

    /// <summary>
    /// Called when the upstream of a stream has said its last word and the client does not have it yet: what is booked then is booked
    /// before the client can ask again.
    /// </summary>
    public Action? Ended { get; set; }

    /// <summary>The tier that was chosen for it; null where nobody chose: another name than <c>auto</c>, or tiers are off.</summary>
    public TierChoice? Tier { get; set; }

    /// <summary>Parameters of the request that the route does not take and did not get.</summary>
    public IReadOnlyList<string> DroppedParameters { get; private init; } = [];

    /// <summary>What it cost, as it is booked; null where nobody knows, and of a stream until its end.</summary>
    public decimal? CostUsd => _draw is not null ? _draw.CostUsd : Usage.CostUsd ?? (CostsNothing ? 0 : null);

    /// <summary>Its route is free, or the owner's own.</summary>
    public bool CostsNothing => Candidate is { Route: { IsFree: true } or { Provider.IsLocal: true } };

    /// <summary>Why something is paid for that nobody asked for by name; null where nothing is.</summary>
    public string? SpillReason => _draw?.SpillReason;

    public static Answer Failed(GatewayRequest request, GatewayError error, AttemptTrail trail) =>
        new(trail, error with { RequestId = request.Id, Attempts = trail.Summaries() }, null, null, null, null);

    public static Answer Whole(
        AttemptTrail trail, AttemptBooking booking, HttpResponseMessage response, PooledBuffer body, Usage usage, IReadOnlyList<string> dropped) =>
        new(trail, null, booking.Candidate, response, body, null) { _usage = usage, _draw = booking.Draw, DroppedParameters = dropped, IsPrompted = booking.Request.Form is not null };

    /// <summary>A whole answer for a client that asked for a stream.</summary>
    /// <param name="trail">Its way.</param>
    /// <param name="booking">The attempt.</param>
    /// <param name="response">The upstream's response.</param>
    /// <param name="frames">The stream but for its end mark.</param>
    /// <param name="usage">What it says it cost.</param>
    /// <param name="dropped">What its route does not take.</param>
    public static Answer Recited(
        AttemptTrail trail, AttemptBooking booking, HttpResponseMessage response, PooledBuffer frames, Usage usage, IReadOnlyList<string> dropped) =>
        new(trail, null, booking.Candidate, response, frames, null, isRecited: true) { _usage = usage, _draw = booking.Draw, DroppedParameters = dropped, IsPrompted = true };

    public static Answer Streaming(
        AttemptTrail trail, AttemptBooking booking, HttpResponseMessage response, StreamRelay relay, IReadOnlyList<string> dropped) =>
        new(trail, null, booking.Candidate, response, null, relay) { _draw = booking.Draw, DroppedParameters = dropped };

    /// <summary>Keeps <paramref name="held"/> until the answer is disposed.</summary>
    public void Hold(IDisposable? held) => _held = held;

    /// <summary>Keeps what cancels its attempt until the answer is disposed.</summary>
    public void Hold(CancellationTokenSource leash) => _leash = leash;

    /// <summary>What it says is kept, as far as that may go.</summary>
    public void Overhear(LogBodies listener) => _listener = listener;

    /// <summary>Copies the stream to its end, honest or cut.</summary>
    public ValueTask CopyToAsync(PipeWriter client, CancellationToken cancel)
    {
        if (_relay is not null)
            return _relay.CopyToAsync(_listener is null ? client : new OverheardPipe(client, _listener), Ended, cancel);
        return _isRecited ? ReciteAsync(client, cancel) : throw new InvalidOperationException("This answer is not a stream.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_relay is not null)
            await _relay.DisposeAsync();
        Response?.Dispose();
        _body?.Dispose();
        _leash?.Dispose();
        _held?.Dispose();
        _held = null;
    }

    /// <summary>Everything is there and booked: only the client can still go away.</summary>
    private async ValueTask ReciteAsync(PipeWriter client, CancellationToken cancel)
    {
        Ended?.Invoke();
        client.Write(Body.Span);
        StreamEnd.WriteCost(client, _draw?.CostUsd);
        StreamEnd.WriteMark(client);
        await StreamEnd.ReachesAsync(client, cancel);
    }
}
