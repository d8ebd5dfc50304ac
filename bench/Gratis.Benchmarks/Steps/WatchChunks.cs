using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>A stream of 50 chunks, its finish and its end mark, against a walk over the JSON of every chunk.</summary>
public class WatchChunks
{
    private readonly byte[] _stream = ChatStream.OfEvents(50);

    /// <summary>Proves that the stream is understood to its end.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if (WatchAsRelayed() != 114 || InspectEverything() != 114)
            throw new InvalidOperationException("The usage must be found.");
    }

    /// <summary>The framework's reader over every payload, frames found by line feeds.</summary>
    [Benchmark(Baseline = true)]
    public int WalkWithReader()
    {
        ReadOnlySpan<byte> rest = _stream;
        var tokens = 0;
        for (int end; (end = rest.IndexOf("\n\n"u8)) >= 0; rest = rest[(end + 2)..])
        {
            var payload = rest[6..end];
            if (payload[0] != '{')
                continue;
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
                tokens++;
        }

        return tokens;
    }

    /// <summary>The frames alone.</summary>
    [Benchmark]
    public int FindFrames()
    {
        SseReader frames = default;
        ReadOnlySpan<byte> rest = _stream;
        var found = 0;
        for (; frames.TryRead(rest, out var frame); rest = rest[frame.Length..])
            found++;
        return found;
    }

    /// <summary>As a relay does: every chunk read until one has substance, the others only where they matter.</summary>
    [Benchmark]
    public int WatchAsRelayed()
    {
        StreamFacts facts = default;
        SseReader frames = default;
        ReadOnlySpan<byte> rest = _stream;
        for (var committed = false; frames.TryRead(rest, out var frame); rest = rest[frame.Length..])
        {
            if (committed)
                ChunkReader.Skim(frame.Data(rest, default), frame.IsError, ref facts);
            else
                committed = (ChunkReader.Inspect(frame.Data(rest, default), frame.IsError, ref facts) & ChunkMeaning.Substance) != 0;
        }

        return Tokens(facts);
    }

    /// <summary>Every chunk read, what a stream costs that never has substance.</summary>
    [Benchmark]
    public int InspectEverything()
    {
        StreamFacts facts = default;
        SseReader frames = default;
        ReadOnlySpan<byte> rest = _stream;
        for (; frames.TryRead(rest, out var frame); rest = rest[frame.Length..])
            ChunkReader.Inspect(frame.Data(rest, default), frame.IsError, ref facts);
        return Tokens(facts);
    }

    private static int Tokens(in StreamFacts facts) =>
        facts.Done ? (int)(facts.Usage.InputTokens.GetValueOrDefault() + facts.Usage.OutputTokens.GetValueOrDefault()) : 0;
}
