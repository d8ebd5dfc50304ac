using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gratis.Load.Net;

namespace Gratis.Load.Client;

/// <summary>Keeps a number of requests under way at once and counts what comes of them. One instance makes many jobs, one after the other.</summary>
internal sealed class LoadGenerator : IDisposable
{
    // Past this a gateway does not serve; more of the same says nothing more.
    private const int MaxErrors = 1000;
    private const double PatienceSeconds = 30;

    private readonly EventLoop _loop = new();
    private readonly Samples _times = new();
    private readonly Samples _firstEvents = new();
    private readonly List<ClientConnection?> _slots = [];
    private Job _job = new(0, "", 0);
    private byte[] _request = [];
    private long _countFrom;
    private long _countUntil;
    private long _answers;
    private long _served;
    private long _errors;
    private int _underWay;
    private string? _firstError;

    private bool OnePerConnection => _job.Seconds == 0;

    /// <summary>Makes the measurement; bounded in time whatever the gateway does.</summary>
    public Measured Run(Job job)
    {
        var begun = Prepare(job);
        var giveUp = begun + Ticks(job.WarmUpSeconds + job.RampSeconds + job.Seconds + PatienceSeconds);
        do
        {
            while (IsRamping && Stopwatch.GetTimestamp() >= begun + Ticks(job.RampSeconds * _slots.Count / job.Connections))
            {
                _slots.Add(null);
                Open(_slots.Count - 1);
            }

            _loop.Turn(IsRamping ? 1 : 100);
        }
        while ((_underWay > 0 || IsRamping) && Stopwatch.GetTimestamp() < giveUp);

        var seconds = OnePerConnection ? Stopwatch.GetElapsedTime(begun).TotalSeconds : job.Seconds;
        if (_underWay > 0)
            Fail($"{_underWay} without an answer after {PatienceSeconds} s", _underWay);
        foreach (var connection in _slots)
            connection?.Close();
        return new Measured(_answers, _served, _errors, _firstError, seconds,
            _times.Percentile(0.5), _times.Percentile(0.99), _firstEvents.Percentile(0.5));
    }

    public void Dispose() => _loop.Dispose();

    /// <summary>A whole and right answer came.</summary>
    internal void OnAnswer(ClientConnection connection)
    {
        var now = Stopwatch.GetTimestamp();
        _underWay--;
        _served++;
        if (now >= _countFrom && now < _countUntil)
        {
            _answers++;
            _times.Add(Microseconds(now - connection.Begun));
            if (_job.Stream)
                _firstEvents.Add(Microseconds(connection.FirstEvent - connection.Begun));
        }

        if (OnePerConnection || now >= _countUntil)
            return;
        if (connection.IsClosed)
            Open(connection.Slot);
        else
            Begin(connection);
    }

    /// <summary>A request ended in any other way; its connection is closed.</summary>
    internal void OnFailure(ClientConnection connection, string why)
    {
        _underWay--;
        Fail(why, 1);
        if (!OnePerConnection && _errors < MaxErrors && Stopwatch.GetTimestamp() < _countUntil)
            Open(connection.Slot);
    }

    private bool IsRamping => _slots.Count < _job.Connections;

    private long Prepare(Job job)
    {
        _job = job;
        _request = Requests.Build(job);
        _slots.Clear();
        _times.Clear();
        _firstEvents.Clear();
        _answers = _served = _errors = 0;
        _underWay = 0;
        _firstError = null;
        var now = Stopwatch.GetTimestamp();
        _countFrom = now + Ticks(job.WarmUpSeconds);
        _countUntil = OnePerConnection ? long.MaxValue : _countFrom + Ticks(job.Seconds);
        return now;
    }

    private void Open(int slot)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, _job.Port);
        }
        catch (SocketException refused)
        {
            // The slot stays empty: a gateway that takes no connections is not asked again.
            socket.Dispose();
            Fail($"no connection: {refused.SocketErrorCode}", 1);
            return;
        }

        var connection = ClientConnection.Open(this, _loop, socket, slot, _job.Stream);
        _slots[slot] = connection;
        Begin(connection);
    }

    private void Begin(ClientConnection connection)
    {
        _underWay++;
        connection.Begin(_request);
    }

    private void Fail(string why, int count)
    {
        _errors += count;
        _firstError ??= why;
    }

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    private static long Microseconds(long ticks) => ticks * 1_000_000 / Stopwatch.Frequency;
}
