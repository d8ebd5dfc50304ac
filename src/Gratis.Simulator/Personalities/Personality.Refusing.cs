using System.Text.Json;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>How a provider says no.</summary>
internal abstract partial class Personality
{
    /// <summary>The whole refusal: status, headers, body.</summary>
    public Reply Refuse(Refusal refusal)
    {
        var text = Describe(refusal);
        if (refusal.Status != 0)
            text = text with { Status = refusal.Status };
        var reply = ErrorReply(text, refusal);
        AddRateHeaders(reply, refusal.Readings, 0, refusal.Now);
        if (refusal.Reason is RefusalReason.LimitHit && refusal.HintInHeader)
            AddRetryHeaders(reply, refusal);
        return reply;
    }

    /// <summary>What an error in the middle of a stream carries.</summary>
    public virtual (bool AsEvent, ReadOnlyMemory<byte> Payload) ErrorFrame(string model, DateTimeOffset now)
    {
        var refusal = new Refusal(RefusalReason.ServerError, now) { Model = model };
        return (false, JsonText.Write(writer => WriteError(writer, Describe(refusal), refusal)));
    }

    /// <summary>Status and words of a refusal.</summary>
    protected virtual ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey => new(401, "You didn't provide an API key. Send it in an Authorization header using Bearer auth.", "invalid_request_error"),
        RefusalReason.BadKey => new(401, "Incorrect API key provided: ****. Create a key in your account settings.", "invalid_request_error", "invalid_api_key"),
        RefusalReason.PaymentRequired => new(402, "You have insufficient credit for this model. Add credit to continue.", "insufficient_quota", "insufficient_quota"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved =>
            new(404, $"The model `{refusal.Model}` does not exist or you do not have access to it.", "invalid_request_error", "model_not_found", "model"),
        RefusalReason.Unsupported => new(400, $"{refusal.Detail} is not supported with this model.", "invalid_request_error", "unsupported_value"),
        RefusalReason.TooLong => new(400,
            $"This model's maximum context length is {refusal.MostTokens} tokens. However, you requested {refusal.Tokens} tokens. Please reduce the length of the messages or completion.",
            "invalid_request_error", "context_length_exceeded", "messages"),
        RefusalReason.TooLarge => new(413,
            $"Request too large for {refusal.Model}: Limit {refusal.MostTokens}, Requested {refusal.Tokens}. The input or output tokens must be reduced.",
            "tokens", "rate_limit_exceeded"),
        RefusalReason.LimitHit => new(429,
            $"Rate limit reached for {refusal.Model} on {Meaning(refusal.Limit!.Spec)}: Limit {refusal.Limit.Limit}, Used {refusal.Limit.Used}, Requested {refusal.Limit.Requested}."
            + (refusal.HintInBody ? $" Please try again in {DurationText.Compound(refusal.Wait)}." : ""),
            refusal.Limit.Spec.Metric is LimitMetric.Requests ? "requests" : "tokens", "rate_limit_exceeded"),
        RefusalReason.Overloaded => new(503, "The engine is currently overloaded, please try again later.", "server_error", "overloaded"),
        RefusalReason.ServerError => new(500, "The server had an error while processing your request. Sorry about that!", "server_error"),
        RefusalReason.UnknownParameter => new(400, $"Unrecognized request argument supplied: {refusal.Detail}", "invalid_request_error", null, refusal.Detail),
        RefusalReason.NotFound => new(404, $"Invalid URL ({refusal.Detail})", "invalid_request_error"),
        _ => new(400, $"Invalid request: {refusal.Detail}.", "invalid_request_error", "invalid_request"),
    };

    /// <summary>Writes the error body.</summary>
    protected virtual void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", text.Message);
        writer.WriteString("type", text.Type);
        writer.WriteString("param", text.Param);
        writer.WriteString("code", text.Code);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The reply around an error body.</summary>
    protected virtual Reply ErrorReply(ErrorText text, Refusal refusal) => Reply.Json(text.Status, writer => WriteError(writer, text, refusal));

    /// <summary>Headers that tell when to come back.</summary>
    protected virtual void AddRetryHeaders(Reply reply, Refusal refusal) =>
        reply.Header("Retry-After", Number(Math.Max(1, (long)Math.Ceiling(refusal.Wait.TotalSeconds))));

    /// <summary>A limit in words, with its short form.</summary>
    protected static string Meaning(LimitSpec limit) =>
        limit.Metric is LimitMetric.Concurrency
            ? "concurrent requests"
            : $"{(limit.Metric is LimitMetric.Requests ? "requests" : "tokens")} per {UnitOf(limit)} ({limit.Name.ToUpperInvariant()})";

    protected static string UnitOf(LimitSpec limit) => limit.Window switch
    {
        WindowUnit.Second => "second",
        WindowUnit.Minute => "minute",
        WindowUnit.Hour => "hour",
        WindowUnit.Day => "day",
        _ => "month",
    };
}
