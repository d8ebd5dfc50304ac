using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Gratis.Load.Mock;
using Gratis.Load.Net;

namespace Gratis.Load.Client;

/// <summary>One connection of the load generator: sends a request, judges its answer, and tells the generator.</summary>
internal sealed class ClientConnection : Connection
{
    // The content events and the one with the finish reason.
    private const int ExpectedEvents = Answers.Chunks + 1;
    private const int QuotedBytes = 200;

    private readonly LoadGenerator _generator;
    private readonly bool _stream;
    private readonly HttpReader _reader = new();
    private readonly EventCounter _events = new();
    private bool _busy;
    private int _status;
    private long _bodyBytes;
    private string _quoted = "";

    private ClientConnection(LoadGenerator generator, EventLoop loop, Socket socket, int slot, bool stream) : base(loop, socket)
    {
        _generator = generator;
        _stream = stream;
        Slot = slot;
    }

    /// <summary>Its place among the connections of the job.</summary>
    public int Slot { get; }

    /// <summary>When the request under way began.</summary>
    public long Begun { get; private set; }

    /// <summary>When its first event came; 0: none yet.</summary>
    public long FirstEvent { get; private set; }

    public static ClientConnection Open(LoadGenerator generator, EventLoop loop, Socket socket, int slot, bool stream)
    {
        var connection = new ClientConnection(generator, loop, socket, slot, stream);
        connection.Watch();
        return connection;
    }

    /// <summary>Sends a request; the one before has been answered.</summary>
    public void Begin(ReadOnlyMemory<byte> request)
    {
        _reader.Reset();
        _events.Reset();
        _busy = true;
        _bodyBytes = 0;
        _quoted = "";
        FirstEvent = 0;
        Begun = Stopwatch.GetTimestamp();
        Send(request);
    }

    protected override void OnReceived(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty && !IsClosed)
        {
            if (!_busy)
                throw new InvalidDataException("bytes that no request asked for");
            if (_reader.NeedsHead)
            {
                if (!_reader.TryReadHead(ref data, out var head))
                    return;
                _status = HttpReader.StatusOf(head);
            }

            while (_reader.TryReadBody(ref data, out var piece))
                Take(piece);
            if (!_reader.IsComplete)
                return;
            Finish();
        }
    }

    protected override void OnSent()
    {
        // The answer is what counts.
    }

    protected override void OnEnded(string why)
    {
        if (_busy)
            _generator.OnFailure(this, _reader.IsFresh ? $"no answer: {why}" : $"a cut answer: {why}");
    }

    private void Take(ReadOnlySpan<byte> piece)
    {
        _bodyBytes += piece.Length;
        if (_status != 200 && _quoted.Length < QuotedBytes)
            _quoted += Encoding.UTF8.GetString(piece[..Math.Min(piece.Length, QuotedBytes)]);
        if (!_stream)
            return;
        _events.Read(piece);
        if (FirstEvent == 0 && _events.Events > 0)
            FirstEvent = Stopwatch.GetTimestamp();
    }

    private void Finish()
    {
        _busy = false;
        if (_reader.Closes)
            Close();
        if (WhatIsWrong() is not { } wrong)
        {
            _generator.OnAnswer(this);
            return;
        }

        Close();
        _generator.OnFailure(this, wrong);
    }

    private string? WhatIsWrong()
    {
        if (_status != 200)
            return $"status {_status}: {_quoted}";
        if (!_stream)
            return _bodyBytes == Answers.CompletionLength ? null : $"{_bodyBytes} bytes of body instead of {Answers.CompletionLength}";
        if (!_events.IsDone)
            return $"a stream without [DONE], after {_events.Events} events";
        return _events.Events == ExpectedEvents ? null : $"{_events.Events} events instead of {ExpectedEvents}";
    }
}
