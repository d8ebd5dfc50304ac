using Gratis.Dispatch;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>How a request's answer reaches its client.</summary>
internal interface IDelivery
{
    /// <summary>Sends the request; its answer, and whether the response has begun without it.</summary>
    ValueTask<(Answer Answer, bool Begun)> SendAsync(HttpContext context, GatewayRequest request, GratisEngine engine);

    /// <summary>Writes the answer.</summary>
    Task WriteAsync(HttpContext context, Answer answer, bool begun);
}
