using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Gratis.Dispatch;
using Gratis.Hosting.Options;
using Gratis.Wire;

namespace Gratis.Hosting.Client;

/// <summary>
/// What a raw request came to: a whole JSON body, an event stream that is still coming, or an error. What the gateway says in headers is
/// said in properties here. Owns buffers and a connection until it is disposed.
/// </summary>
public sealed class GratisAnswer : IAsyncDisposable
{
    private readonly GratisEdges _edges;
    private readonly Answer? _answer;
    private readonly CancellationTokenSource? _leash;
    private readonly ReadOnlyMemory<byte> _error;
    private StreamPump? _pump;

    internal GratisAnswer(GratisEdges edges, string requestId, Answer answer, CancellationTokenSource? leash)
    {
        (_edges, RequestId, _answer, _leash) = (edges, requestId, answer, leash);
        _error = answer.Error is { } error ? BodyOf(error) : default;
    }

    internal GratisAnswer(GratisEdges edges, GatewayError refusal) =>
        (_edges, RequestId, Error, _error) = (edges, refusal.RequestId ?? "", refusal, BodyOf(refusal));

    /// <summary>The id under which the engine knows the request.</summary>
    public string RequestId { get; }

    /// <summary>The HTTP status a client of the gateway would get.</summary>
    public int Status => _answer?.Status ?? Error!.Status;

    /// <summary>Somebody served it.</summary>
    public bool IsSuccess => Error is null;

    /// <summary>It is an event stream, to be read or copied; else <see cref="Body"/> holds all of it.</summary>
    public bool IsStream => _answer is { IsStream: true };

    /// <summary>What is wrong; null where nothing is.</summary>
    public GatewayError? Error { get => field ?? _answer?.Error; }

    /// <summary>When asking again is worth it; null where nobody knows.</summary>
    public TimeSpan? RetryAfter => Error?.RetryAfter;

    /// <summary>The provider that served it; null on an error.</summary>
    public string? Provider => _answer?.Candidate?.Route.Provider.Id;

    /// <summary>The route that served it, <c>provider/model</c>; null on an error.</summary>
    public string? Route => _answer?.Candidate?.Route.Id;

    /// <summary>The provider's own id of the model; null on an error.</summary>
    public string? Model => _answer?.Candidate?.Route.UpstreamId;

    /// <summary>The calls that were really made, in their order, the one that served last.</summary>
    public IReadOnlyList<AttemptSummary> Attempts => _answer?.Trail.Summaries() ?? [];

    /// <summary>How many calls were made.</summary>
    public int AttemptCount => _answer?.Trail.Count ?? 0;

    /// <summary>The calls as <c>route=verdict</c>, separated by commas.</summary>
    public string Trail => _answer?.Trail.ToString() ?? "";

    /// <summary>What it cost; null where nobody knows, and of a paid stream until its end.</summary>
    public decimal? CostUsd => _answer?.CostUsd;

    /// <summary>Why something is paid for that was not asked for by name; null where nothing is.</summary>
    public string? SpillReason => _answer?.SpillReason;

    /// <summary>Parameters that the route does not take and did not get.</summary>
    public IReadOnlyList<string> DroppedParameters => _answer?.DroppedParameters ?? [];

    /// <summary>The whole JSON, of an error too; empty for a stream. Lives as long as this answer.</summary>
    public ReadOnlyMemory<byte> Body => Error is null ? _answer!.Body : _error;

    /// <summary>Copies everything, of a stream frame by frame as it comes. A stream that breaks ends in an error event.</summary>
    public async Task CopyToAsync(PipeWriter destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!IsStream)
        {
            await destination.WriteAsync(Body, cancellationToken);
            return;
        }

        using var gone = cancellationToken.UnsafeRegister(static leash => ((CancellationTokenSource)leash!).Cancel(), _leash);
        await CallersContext.Leave(_edges, () => _answer!.CopyToAsync(destination, cancellationToken).AsTask());
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc cref="CopyToAsync(PipeWriter, CancellationToken)"/>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        var writer = PipeWriter.Create(destination, new StreamPipeWriterOptions(leaveOpen: true));
        await CopyToAsync(writer, cancellationToken);
        await writer.CompleteAsync();
    }

    /// <summary>Everything to be read at the reader's own pace. May be called once, and instead of copying.</summary>
    public Stream OpenRead()
    {
        if (IsStream)
            return Pump().AsStream();
        return MemoryMarshal.TryGetArray(Body, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : Stream.Null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_pump is not null)
            await _pump.DisposeAsync();
        _leash?.Cancel();
        if (_answer is not null)
            await _answer.DisposeAsync();
        _leash?.Dispose();
    }

    /// <summary>The stream as a pipe that is filled while it is read.</summary>
    internal PipeReader Pump()
    {
        if (_pump is not null)
            throw new InvalidOperationException("This answer is being read already.");
        _pump = new StreamPump(_edges, _answer!, _leash!);
        return _pump.Reader;
    }

    private static ReadOnlyMemory<byte> BodyOf(GatewayError error)
    {
        var body = new ArrayBufferWriter<byte>();
        ErrorWriter.Write(body, error);
        return body.WrittenMemory;
    }
}
