using Gratis.Load.Client;

namespace Gratis.Load.Run;

/// <summary>One kind of load.</summary>
/// <param name="Id">Its name in the JSON file.</param>
/// <param name="Title">Its name in the table.</param>
/// <param name="Connections">Requests under way at once.</param>
/// <param name="Stream">Streams instead of single answers.</param>
/// <param name="BodyBytes">Length of the request's body.</param>
internal sealed record Case(string Id, string Title, int Connections, bool Stream = false, int BodyBytes = 400)
{
    public const int SlowStreams = 1000;
    public const int SlowPaceMilliseconds = 100;

    // Connections are opened, and the other peers' data leaves the caches, before anything counts.
    private const double SettleSeconds = 0.3;

    /// <summary>The plain load, before memory is read.</summary>
    public static readonly IReadOnlyList<Case> Json =
    [
        new("json-1", "JSON, 1 connection", 1),
        new("json-16", "JSON, 16 connections", 16),
        new("json-64", "JSON, 64 connections", 64),
    ];

    /// <summary>The rest.</summary>
    public static readonly IReadOnlyList<Case> Other =
    [
        new("stream-64", "64 streams of 50 chunks", 64, Stream: true),
        new("body-1k", "body of 1 KB, 16 connections", 16, BodyBytes: 1024),
        new("body-32k", "body of 32 KB, 16 connections", 16, BodyBytes: 32 * 1024),
        new("body-400k", "body of 400 KB, 16 connections", 16, BodyBytes: 400 * 1024),
    ];

    /// <summary>What it is counted in.</summary>
    public string What => Stream ? "stream" : "request";

    public Job For(Gateway gateway, double seconds) =>
        new(gateway.Port, gateway.Peer.Model, Connections, Stream, BodyBytes, seconds, SettleSeconds);

    /// <summary>Every connection one stream, all of them open at once.</summary>
    public static Job SlowJobFor(Gateway gateway) =>
        new(gateway.Port, gateway.Peer.Model, SlowStreams, Stream: true, RampSeconds: 2);
}
