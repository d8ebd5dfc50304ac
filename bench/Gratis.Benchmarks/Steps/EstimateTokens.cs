using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>What a request will cost, among a hundred models in the hands of ten clients, and what is learned from one that came back.</summary>
public class EstimateTokens
{
    private const string Model = "openai/gpt-oss-120b-50";
    private const string Client = "laptop-5";

    private readonly TokenEstimator _estimator = new();
    private readonly Usage _usage = new(1_200, 400, null);
    private RequestFacts _facts = null!;

    /// <summary>Teaches the estimator, and proves that it has learned.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if (!RequestReader.TryRead(AgentRequest.Create(), Operation.Chat, out _facts!, out _))
            throw new InvalidOperationException("The request must be a good one.");

        for (var round = 0; round < 60; round++)
        {
            for (var model = 0; model < 100; model++)
                _estimator.Observe(_facts, $"openai/gpt-oss-120b-{model}", $"laptop-{(model + round) % 10}", _usage);
        }

        if (_estimator.Estimate(_facts, Model, Client, 8_192) is not { InputTokens: >= 1_200 and < 1_400, OutputTokens: >= 400 and < 500 })
            throw new InvalidOperationException("The estimate must be near the truth.");
    }

    /// <summary>Before it is sent.</summary>
    [Benchmark]
    public long Estimate() => _estimator.Estimate(_facts, Model, Client, 8_192).Total;

    /// <summary>After it came back.</summary>
    [Benchmark]
    public void Observe() => _estimator.Observe(_facts, Model, Client, _usage);
}
