using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>
/// How many connections each server of this process has open. A killed gateway leaves bytes behind that its upstream has yet to read: only
/// when its connections are gone is it certain that nothing more will be counted.
/// </summary>
internal sealed class OpenConnections : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<int, (long Open, long Ever)> _ports = new();

    public OpenConnections()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: "kestrel.active_connections" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    public long At(int port) => _ports.GetValueOrDefault(port).Open;

    /// <summary>All connections there ever were.</summary>
    public long EverAt(int port) => _ports.GetValueOrDefault(port).Ever;

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long change, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "server.port" && value is int port)
                _ports.AddOrUpdate(port, static (_, by) => (by, 1), static (_, known, by) => (known.Open + by, known.Ever + Math.Max(0, by)), change);
        }
    }
}
