using System.Threading.RateLimiting;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// The door of the engine: one request in, one committed answer out.
/// (1) a place among the requests in flight, (2) a name resolved, (3) a walk over its plan until one route's answer is committed.
/// </summary>
internal sealed class Dispatcher(AttemptRunner attempts, TimeProvider time)
{
    public async ValueTask<Answer> SendAsync(EngineSnapshot engine, GatewayRequest request, CancellationToken client)
    {
        var lease = await engine.Admission.EnterAsync(client);
        if (lease is null)
            return Answer.Failed(request, GatewayError.QueueTimeout(), new AttemptTrail(), retryAfter: TimeSpan.FromSeconds(1));

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
            : new(Answer.Failed(request, Unknown(engine, name[..length].ToString()), new AttemptTrail()));
    }

    /// <summary>A committed stream gives its place back, so that long answers do not starve others.</summary>
    private static bool KeepsPlace(Answer answer, EngineSnapshot engine) => answer.IsStream && !engine.Limits.ReleaseSlotAtCommit;

    private static GatewayError Unknown(EngineSnapshot engine, string name)
    {
        var slash = name.IndexOf('/');
        if (slash <= 0)
            return GatewayError.ModelNotFound(name);

        var provider = name[..slash];
        if (engine.Routes.Catalog.FindProvider(provider) is not null)
            return GatewayError.ModelNotFound(name, $"Provider '{provider}' lists no model '{name[(slash + 1)..]}'.");
        return engine.Routes.Catalog.KeyVariables.TryGetValue(provider, out var variable)
            ? GatewayError.ModelNotFound(name, $"Provider '{provider}' has no key yet: set {variable}.")
            : GatewayError.ModelNotFound(name);
    }
}
