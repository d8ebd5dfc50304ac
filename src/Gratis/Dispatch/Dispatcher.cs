using System.Runtime.CompilerServices;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// The door of the engine: one request in, one committed answer out.
/// (1) a place among the requests in flight, (2) a name resolved, (3) a walk over its plan until one route's answer is committed.
/// </summary>
internal sealed class Dispatcher(AttemptRunner attempts, TimeProvider time)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> SendAsync(EngineSnapshot engine, GatewayRequest request, CancellationToken client)
    {
        var lease = await engine.Admission.EnterAsync(client);
        if (lease is null)
            return Answer.Failed(request, Failures.QueueTimeout(), new AttemptTrail());

        Answer? answer = null;
        try
        {
            answer = await WalkAsync(engine, request, client);
            answer.Hold(KeepsPlace(answer, engine) ? lease : null);
            return answer;
        }
        finally
        {
            if (answer is null || !KeepsPlace(answer, engine))
                lease.Dispose();
        }
    }

    private ValueTask<Answer> WalkAsync(EngineSnapshot engine, GatewayRequest request, CancellationToken client)
    {
        Span<char> name = stackalloc char[RequestReader.MaxModelChars];
        request.Facts.TryCopyModel(request.Body.Span, name, out var length);
        return engine.Routes.Resolve(name[..length]) is { } target
            ? new PlanWalk(engine, request, target, attempts, time).RunAsync(client)
            : new(Answer.Failed(request, Failures.Unknown(engine.Routes, name[..length].ToString()), new AttemptTrail()));
    }

    /// <summary>A committed stream gives its place back, so that long answers do not starve others.</summary>
    private static bool KeepsPlace(Answer answer, EngineSnapshot engine) => answer.IsStream && !engine.Limits.ReleaseSlotAtCommit;
}
