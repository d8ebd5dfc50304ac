using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gratis.Load.Net;

namespace Gratis.Load.Mock;

/// <summary>A stand-in provider on loopback: one fixed completion, one fixed stream, nothing to wait for but its pace.</summary>
internal sealed class MockUpstream : IReady, IDisposable
{
    private readonly EventLoop _loop = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Queue<(long Due, MockConnection Stream)> _streams = new();
    private long _pace;
    private long _completions;
    private long _streamsBegun;

    public MockUpstream()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        _loop.AddListener(_listener, this);
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Chat requests answered so far: whether a gateway really asked.</summary>
    public long Answered => Interlocked.Read(ref _completions) + Interlocked.Read(ref _streamsBegun);

    /// <summary>Sets the time between two events of a stream. Any thread may, while no stream is under way.</summary>
    public void SetPace(TimeSpan pace) => Interlocked.Exchange(ref _pace, (long)(pace.TotalSeconds * Stopwatch.Frequency));

    /// <summary>Serves for ever.</summary>
    public void Run()
    {
        while (true)
        {
            _loop.Turn(MillisecondsToNextEvent());
            SendDueEvents();
        }
    }

    void IReady.OnReady(bool hangup) => MockConnection.Open(this, _loop, _listener.Accept());

    public void Dispose()
    {
        _listener.Dispose();
        _loop.Dispose();
    }

    internal void CountCompletion() => Interlocked.Increment(ref _completions);

    internal void CountStream() => Interlocked.Increment(ref _streamsBegun);

    /// <summary>All waits are equally long, so a queue keeps them in the order in which they are due.</summary>
    internal void Schedule(MockConnection stream) => _streams.Enqueue((Stopwatch.GetTimestamp() + Interlocked.Read(ref _pace), stream));

    private int MillisecondsToNextEvent()
    {
        if (!_streams.TryPeek(out var next))
            return -1;
        var ticks = next.Due - Stopwatch.GetTimestamp();
        return ticks <= 0 ? 0 : (int)(ticks * 1000 / Stopwatch.Frequency) + 1;
    }

    private void SendDueEvents()
    {
        var now = Stopwatch.GetTimestamp();
        // Those that are scheduled while this runs wait for the next turn: sockets come first.
        for (var count = _streams.Count; count > 0 && _streams.Peek().Due <= now; count--)
            _streams.Dequeue().Stream.SendEvent();
    }
}
