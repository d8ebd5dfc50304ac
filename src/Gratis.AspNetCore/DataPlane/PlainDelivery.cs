using System.Runtime.CompilerServices;
using Gratis.Dispatch;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>The answer as it is; a stream that is long in coming is kept open meanwhile.</summary>
internal sealed class PlainDelivery : IDelivery
{
    public static PlainDelivery Instance { get; } = new();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(Answer Answer, bool Begun)> SendAsync(HttpContext context, GatewayRequest request, GratisEngine engine)
    {
        var pending = engine.SendAsync(request, context.RequestAborted);
        return request.Facts.Stream && !pending.IsCompleted
            ? await KeepAlive.WaitAsync(pending.AsTask(), context, engine)
            : (await pending, false);
    }

    public Task WriteAsync(HttpContext context, Answer answer, bool begun) => AnswerWriter.WriteAsync(context, answer, begun);
}
