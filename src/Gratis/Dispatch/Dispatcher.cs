using System.Runtime.CompilerServices;
using Gratis.Routing;
using Gratis.Routing.Tiers;
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
        var began = books.Time.GetUtcNow();
        var trail = new AttemptTrail(books.Log.Live.Watch(request, began));
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

    /// <summary>A question that one request raises. It rides on that request's place, so a full gateway cannot wait for itself.</summary>
    /// <param name="engine">A snapshot whose limits let nobody wait for quota: who waits needs a place of its own afterwards.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="client">Ends with the client of the request.</param>
    public ValueTask<Answer> AskAsync(EngineSnapshot engine, GatewayRequest question, CancellationToken client) =>
        WalkAsync(engine, question, new AdmissionPlace(engine.Admission), new AttemptTrail(), client);

    private ValueTask<Answer> WalkAsync(EngineSnapshot engine, GatewayRequest request, AdmissionPlace place, AttemptTrail trail, CancellationToken client)
    {
        Span<char> name = stackalloc char[RequestReader.MaxModelChars];
        request.Facts.TryCopyModel(request.Body.Span, name, out var length);
        if (engine.Routes.Resolve(name[..length]) is not { } target)
            return new(Answer.Failed(request, Failures.Unknown(engine.Routes, name[..length].ToString()), trail));
        return engine.Tiers?.Look(target, request.Body.Span, request.Facts) is { } choice
            ? WalkAsync(engine, request, target, choice, place, trail, client)
            : new PlanWalk(engine, request, target, attempts, books, place, trail).RunAsync(client);
    }

    /// <summary>The way of a request whose tier comes first.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Answer> WalkAsync(
        EngineSnapshot engine, GatewayRequest request, ModelTarget target, TierChoice choice, AdmissionPlace place, AttemptTrail trail, CancellationToken client)
    {
        if (!choice.IsDecided && engine.Classifier is { } classifier)
            choice = await classifier.AskAsync(request, client);

        var answer = await new PlanWalk(engine, request, target, attempts, books, place, trail, choice.Tier).RunAsync(client);
        answer.Tier = choice;
        return answer;
    }

    /// <summary>A committed stream gives its place back, so that long answers do not starve others.</summary>
    private static bool KeepsPlace(Answer answer, EngineSnapshot engine) => answer.IsStream && !engine.Limits.ReleaseSlotAtCommit;
}
