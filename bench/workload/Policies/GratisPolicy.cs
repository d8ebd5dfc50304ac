using System.IO.Pipelines;
using Gratis.Dispatch;
using Gratis.Health;
using Gratis.Hosting;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;
using Gratis.Workload.Agents;
using Gratis.Workload.Run;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>The engine itself, as the gateway composes it, with what is published as its facts.</summary>
internal sealed class GratisPolicy : IPolicy
{
    // Admission is not what is measured: nobody is turned away at the door.
    private static readonly RequestLimits Limits = new()
    {
        MaxConcurrent = 10_000,
        MaxAttempts = Patience.MostAttempts,
        MaxWait = Patience.Quota,
        Total = Patience.Total,
        FirstToken = Patience.Total,
    };

    private readonly GratisEngine _engine;

    public GratisPolicy(TierMap map, Network network, TimeProvider time) => _engine = new GratisEngine(
        PublishedFacts.Of(map, network), Limits,
        new EngineParts(time, new Random(11), new HealthBook(new Random(7)), "gratis/workload") { CreateHandler = _ => network });

    public async ValueTask<Outcome> AskAsync(AgentCall call, CancellationToken cancel)
    {
        if (!RequestReader.TryRead(call.Body.Span, Operation.Chat, out var facts, out var fault))
            throw new InvalidOperationException($"An agent wrote a body that is none: {fault.Message}");

        var asked = _engine.Time.GetUtcNow();
        var request = new GatewayRequest { Id = _engine.NextRequestId(), Operation = Operation.Chat, Body = call.Body, Facts = facts };
        await using var answer = await _engine.SendAsync(request, cancel);
        if (answer.Error is not null)
            return Outcome.Failed(answer.Status);

        var wait = _engine.Time.GetUtcNow() - asked - answer.Trail.Last.Elapsed;
        if (answer.IsStream)
            await answer.CopyToAsync(PipeWriter.Create(Stream.Null), cancel);
        return answer.Trail.Last.Verdict is Verdict.Served ? Outcome.Served(wait, (int)(answer.Candidate!.Route.Dossier?.Quality.Points ?? 0)) : Outcome.Failed(502);
    }

    public void Dispose() => _engine.Dispose();
}
