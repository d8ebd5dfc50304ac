using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>The facts of a request, against a walk that keeps nothing, decodes nothing and checks less.</summary>
public class ReadRequest
{
    private byte[] _body = [];

    /// <summary>Which request; the agent's has functions and escapes.</summary>
    [Params("1 KB", "4 KB", "4 KB, agent", "400 KB")]
    public string Request { get; set; } = "";

    /// <summary>Builds the request.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _body = Request switch
        {
            "1 KB" => ChatRequest.OfLength(1024, escapes: false),
            "4 KB" => ChatRequest.OfLength(4096, escapes: false),
            "400 KB" => ChatRequest.OfLength(400 * 1024, escapes: false),
            "4 KB, agent" => AgentRequest.Create(),
            _ => throw new InvalidOperationException($"No request is called {Request}."),
        };
        if (!TryRead())
            throw new InvalidOperationException("The request must be a good one.");
    }

    /// <summary>Every token, once, nothing kept.</summary>
    [Benchmark(Baseline = true)]
    public int WalkWithReader()
    {
        var reader = new Utf8JsonReader(_body);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    /// <summary>Proves the body and takes its facts.</summary>
    [Benchmark]
    public bool TryRead() => RequestReader.TryRead(_body, Operation.Chat, out _, out _);
}
