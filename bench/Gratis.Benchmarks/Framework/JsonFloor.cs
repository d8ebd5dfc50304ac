using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;

namespace Gratis.Benchmarks.Framework;

/// <summary>What the framework needs to walk a request once, and to build a document of it: the bounds for reading requests.</summary>
public class JsonFloor
{
    private byte[] _request = [];

    /// <summary>Length of the request's body.</summary>
    [Params(400, 32 * 1024, 400 * 1024)]
    public int Bytes { get; set; }

    /// <summary>Builds the request.</summary>
    [GlobalSetup]
    public void Setup() => _request = ChatRequest.OfLength(Bytes);

    /// <summary>Every token, once, nothing kept.</summary>
    [Benchmark(Baseline = true)]
    public int WalkWithReader()
    {
        var reader = new Utf8JsonReader(_request);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    /// <summary>A document, and the model out of it.</summary>
    [Benchmark]
    public string? ReadWithDocument()
    {
        using var document = JsonDocument.Parse(_request);
        return document.RootElement.GetProperty("model").GetString();
    }
}
