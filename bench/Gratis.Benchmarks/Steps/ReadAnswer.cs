using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>What a whole answer means, against a walk that keeps nothing.</summary>
public class ReadAnswer
{
    private byte[] _answer = [];

    /// <summary>Which answer.</summary>
    [Params("1 KB of text", "tool call")]
    public string Answer { get; set; } = "";

    /// <summary>Builds the answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _answer = Answer == "tool call" ? ChatAnswer.ToolCall() : ChatAnswer.Text();
        if (!Read())
            throw new InvalidOperationException("The answer must be a good one.");
    }

    /// <summary>Every token, once, nothing kept.</summary>
    [Benchmark(Baseline = true)]
    public int WalkWithReader()
    {
        var reader = new Utf8JsonReader(_answer);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    /// <summary>Substance, finish, usage, error.</summary>
    [Benchmark]
    public bool Read()
    {
        var facts = AnswerReader.Read(_answer);
        return facts is { Status: AnswerStatus.Ok, HasError: false, HasBrokenArguments: false } && facts.Substance != Substance.None;
    }
}
