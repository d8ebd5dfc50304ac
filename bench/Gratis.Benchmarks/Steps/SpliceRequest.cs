using System.Buffers;
using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>From the client's body to the one a route gets: a 4 KB request with functions, against one copy of it.</summary>
public class SpliceRequest
{
    private readonly byte[] _body = AgentRequest.Create();
    private readonly byte[] _model = JsonLiteral.Of("meta-llama/llama-3.3-70b-instruct:free");
    private readonly ParameterSet _absent = new(["logit_bias", "seed"]);
    private readonly ParameterSet _present = new(["logit_bias", "parallel_tool_calls"]);
    private readonly ArrayBufferWriter<byte> _kept = new(8 * 1024);
    private RequestFacts? _facts;

    /// <summary>Reads the facts, which every attempt shares.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if (!RequestReader.TryRead(_body, Operation.Chat, out _facts, out var fault))
            throw new InvalidOperationException(fault.Message);
        if (OneDropped() >= NothingToDrop() || UsageAdded() <= NothingToDrop())
            throw new InvalidOperationException("One parameter must be dropped, and the usage added.");
    }

    /// <summary>The body once more, unchanged.</summary>
    [Benchmark(Baseline = true)]
    public int CopyBody()
    {
        _kept.ResetWrittenCount();
        _kept.Write(_body);
        return _kept.WrittenCount;
    }

    /// <summary>Another model name; the route refuses parameters that the request does not have.</summary>
    [Benchmark]
    public int NothingToDrop() => Splice(_absent, askForUsage: false).Length;

    /// <summary>Another model name, one parameter less.</summary>
    [Benchmark]
    public int OneDropped() => Splice(_present, askForUsage: false).Length;

    /// <summary>Another model name, and the usage asked for.</summary>
    [Benchmark]
    public int UsageAdded() => Splice(_absent, askForUsage: true).Length;

    /// <summary>The same, and copied into a writer that keeps its memory.</summary>
    [Benchmark]
    public int UsageAddedAndCopied()
    {
        _kept.ResetWrittenCount();
        Splice(_absent, askForUsage: true).CopyTo(_kept);
        return _kept.WrittenCount;
    }

    private SplicedBody Splice(ParameterSet refused, bool askForUsage) => RequestSplicer.Splice(_body, _facts!, _model, refused, askForUsage);
}
