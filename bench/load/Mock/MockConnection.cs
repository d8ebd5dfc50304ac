using System.Net.Sockets;
using Gratis.Load.Net;

namespace Gratis.Load.Mock;

/// <summary>One connection of the mock upstream: reads a request to its end, then answers it.</summary>
internal sealed class MockConnection : Connection
{
    private readonly MockUpstream _upstream;
    private readonly HttpReader _reader = new();
    private bool _isChat;
    private int _matched;
    private bool? _wantsStream;
    private int _eventsLeft = -1;

    private MockConnection(MockUpstream upstream, EventLoop loop, Socket socket) : base(loop, socket) => _upstream = upstream;

    private static ReadOnlySpan<byte> StreamKey => "\"stream\":"u8;

    public static void Open(MockUpstream upstream, EventLoop loop, Socket socket) =>
        new MockConnection(upstream, loop, socket).Watch();

    /// <summary>Sends the next event of the stream under way.</summary>
    public void SendEvent()
    {
        if (IsClosed)
            return;
        if (_eventsLeft-- == 0)
        {
            Send(Answers.StreamEnd);
            return;
        }

        Send(Answers.StreamEvent);
        ScheduleNext();
    }

    protected override void OnReceived(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (_reader.NeedsHead)
            {
                if (!_reader.TryReadHead(ref data, out var head))
                    return;
                var line = head[..head.IndexOf((byte)'\r')];
                _isChat = line.StartsWith("POST "u8) && line.IndexOf("/chat/completions "u8) > 0;
                _matched = 0;
                _wantsStream = null;
            }

            while (_reader.TryReadBody(ref data, out var piece))
                Search(piece);
            if (!_reader.IsComplete)
                return;
            _reader.Reset();
            Answer();
        }
    }

    protected override void OnSent()
    {
        if (_eventsLeft >= 0)
            ScheduleNext();
    }

    protected override void OnEnded(string why)
    {
        // Gateways close idle connections as they like.
    }

    private void Answer()
    {
        if (!_isChat)
        {
            Send(Answers.NotFound);
        }
        else if (_wantsStream != true)
        {
            _upstream.CountCompletion();
            Send(Answers.Completion);
        }
        else
        {
            _upstream.CountStream();
            _eventsLeft = Answers.Chunks;
            // The head leaves alone, as from a real provider.
            Send(Answers.StreamHead);
            ScheduleNext();
        }
    }

    private void ScheduleNext()
    {
        if (HasSentAll)
            _upstream.Schedule(this);
    }

    /// <summary>Looks for the flag that says what is wanted. It stands near the front: the rest of a large body is only counted.</summary>
    private void Search(ReadOnlySpan<byte> piece)
    {
        for (var i = 0; i < piece.Length && _wantsStream is null; i++)
        {
            var next = piece[i];
            if (next == ' ')
                continue;
            if (_matched == StreamKey.Length)
                _wantsStream = next == 't';
            else if (next == StreamKey[_matched])
                _matched++;
            else
                _matched = next == '"' ? 1 : 0;
        }
    }
}
