using System.Diagnostics.CodeAnalysis;
using Gratis.Dispatch;
using Gratis.Wire;

namespace Gratis.Hosting.Client;

/// <summary>A request in OpenAI's JSON.</summary>
/// <param name="Operation">What is asked for.</param>
/// <param name="Body">The JSON, which must not change before the answer is there. Without a <c>model</c> in it, <c>auto</c> is meant.</param>
public sealed record GratisRequest(Operation Operation, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long it waits for quota where none is left; null: what the options say.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>Nobody sits and waits for it: interactive requests go first.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Whether its conversation stays with its route; null: where there is one.</summary>
    public bool? IsSticky { get; init; }

    internal bool TryRead(GratisEngine engine, [NotNullWhen(true)] out GatewayRequest? request, [NotNullWhen(false)] out GatewayError? refusal)
    {
        request = null;
        refusal = null;
        var id = engine.NextRequestId();
        if (Body.Length > engine.Limits.MaxRequestBytes)
            refusal = GatewayError.BodyTooLarge($"The request has {Body.Length} bytes, and may have {engine.Limits.MaxRequestBytes} (Requests.MaxRequestBytes).") with { RequestId = id };
        else if (!RequestReader.TryRead(Body.Span, Operation, out var facts, out var fault))
            refusal = GatewayError.InvalidRequest(fault.Message, fault.Param) with { RequestId = id };
        else
            request = new GatewayRequest { Id = id, Operation = Operation, Body = Body, Facts = facts, MaxWait = MaxWait, IsBackground = IsBackground, IsSticky = IsSticky };
        return request is not null;
    }
}
