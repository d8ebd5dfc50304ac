using System.Net.ServerSentEvents;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;

namespace Gratis.Benchmarks.Framework;

/// <summary>What the framework needs to read a stream of 50 chunks: the bounds for watching streams.</summary>
public class SseFloor
{
    private readonly byte[] _stream = ChatStream.OfEvents(50);

    /// <summary>The ends of the events, nothing else.</summary>
    [Benchmark(Baseline = true)]
    public int FindLineEnds()
    {
        ReadOnlySpan<byte> rest = _stream;
        var lines = 0;
        for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            lines++;
        return lines;
    }

    /// <summary>The framework's parser, its data not turned into strings.</summary>
    [Benchmark]
    public int ParseEvents()
    {
        using var stream = new MemoryStream(_stream, writable: false);
        var bytes = 0;
        foreach (var item in SseParser.Create(stream, static (_, data) => data.Length).Enumerate())
            bytes += item.Data;
        return bytes;
    }
}
