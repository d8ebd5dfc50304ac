using System.Runtime.CompilerServices;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// The door of the engine: one request in, one committed answer out.
/// (1) a place among the requests in flight, (2) a name resolved, (3) a walk over its plan until one route's answer is committed.
/// </summary>
internal sealed class Dispatcher(AttemptRunner attempts, DispatchBooks books)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> SendAsync(EngineSnapshot engine, GatewayRequest request, CancellationToken client)
    {
        var trail = new AttemptTrail(request.Watcher);
        var began = books.Time.GetUtcNow();
        Answer? answer = null;
        try
        {
            return answer = await AdmitAsync(engine, request, trail, client);
        }
        finally
        {
            books.Log.Enter(request, trail, answer, began, books.Time.GetUtcNow());
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Answer> AdmitAsync(EngineSnapshot engine, GatewayRequest request, AttemptTrail trail, CancellationToken client)
    {
        var place = new AdmissionPlace(engine.Admission);
        if (!await place.TakeAsync(client))
            return Answer.Failed(request, Failures.QueueTimeout(), trail);

        Answer? answer = null;
        try
        {
            answer = await WalkAsync(engine, request, place, trail, client);
            answer.Hold(KeepsPlace(answer, engine) ? place : null);
            return answer;
        }
        finally
        {
            if (answer is null || !KeepsPlace(answer, engine))
                place.Dispose();
        }
    }

    private ValueTask<Answer> WalkAsync(EngineSnapshot engine, GatewayRequest request, AdmissionPlace place, AttemptTrail trail, CancellationToken client)
    {
        Span<char> name = stackalloc char[RequestReader.MaxModelChars];
        request.Facts.TryCopyModel(request.Body.Span, name, out var length);
        return engine.Routes.Resolve(name[..length]) is { } target
            ? new PlanWalk(engine, request, target, attempts, books, place, trail).RunAsync(client)
            : new(Answer.Failed(request, Failures.Unknown(engine.Routes, name[..length].ToString()), trail));
    }

    /// <summary>A committed stream gives its place back, so that long answers do not starve others.</summary>
    private static bool KeepsPlace(Answer answer, EngineSnapshot engine) => answer.IsStream && !engine.Limits.ReleaseSlotAtCommit;
}
