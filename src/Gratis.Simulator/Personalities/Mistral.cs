using System.Text.Json;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>Mistral: one request a second, minute headers of its own, thinking as content parts, 422 for what it does not know.</summary>
internal sealed class Mistral : Personality
{
    public override string Kind => "mistral";

    public override IReadOnlyList<string> RefusedParameters { get; } = ["top_k", "min_p", "repetition_penalty", "logit_bias", "logprobs", "top_logprobs", "seed", "user"];

    public override StreamHabits Habits { get; } = new() { Reasoning = ReasoningField.ThinkingParts, Usage = UsageHabit.WithFinish, WholeToolCalls = true };

    public override ListHabits ListHabits { get; } = new() { Tagged = true };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } =
    [
        LimitSpec.Rps(1), LimitSpec.Tpm(500_000),
        new(LimitMetric.Tokens, 1_000_000_000, WindowUnit.Month) { Clock = LimitClock.Fixed },
    ];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("mistral-medium-3.5") { Context = 131072, Vision = true }, new("magistral-small-latest") { Reasoning = true, Context = 131072 },
        new("codestral-latest") { Context = 262144 }, new("mistral-embed") { Kind = ModelKind.Embedding, Dimensions = 1024 },
    ];

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
        foreach (var reading in readings)
        {
            if (reading.Spec is not { Window: WindowUnit.Minute, Metric: LimitMetric.Requests or LimitMetric.Tokens })
                continue;
            var name = reading.Spec.Metric is LimitMetric.Requests ? "req-minute" : "tokens-minute";
            reply.Header("x-ratelimit-limit-" + name, Number(reading.Limit));
            reply.Header("x-ratelimit-remaining-" + name, Number(reading.Remaining));
        }

        if (cost > 0)
            reply.Header("x-ratelimit-tokens-query-cost", Number(cost));
    }

    protected override void WriteListed(Utf8JsonWriter writer, ListedModel model, ProviderView view)
    {
        base.WriteListed(writer, model, view);
        writer.WriteStartObject("capabilities");
        writer.WriteBoolean("completion_chat", model.Spec.Kind is ModelKind.Chat);
        writer.WriteBoolean("completion_fim", model.Spec.Id.StartsWith("codestral", StringComparison.Ordinal));
        writer.WriteBoolean("function_calling", model.Spec.Tools && model.Spec.Kind is ModelKind.Chat);
        writer.WriteBoolean("fine_tuning", false);
        writer.WriteBoolean("vision", model.Spec.Vision);
        writer.WriteBoolean("classification", false);
        writer.WriteEndObject();
        writer.WriteString("name", model.Spec.Id);
        writer.WriteNumber("max_context_length", model.Spec.Context);
        writer.WriteStartArray("aliases");
        writer.WriteEndArray();
        writer.WriteNull("deprecation");
        writer.WriteString("type", "base");
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey => new(401, "Unauthorized"),
        RefusalReason.BadKey => new(401, "Invalid API Key"),
        RefusalReason.PaymentRequired => new(402, "Payment required"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved => new(400, $"Invalid model: {refusal.Model}", "invalid_model", "1500"),
        RefusalReason.TooLong => new(400,
            $"Prompt contains {refusal.Tokens} tokens and 0 draft tokens, too large for model with {refusal.MostTokens} maximum context length", "invalid_request_error", "3051"),
        RefusalReason.LimitHit => new(429, "Rate limit exceeded", "rate_limited", "1300"),
        RefusalReason.Overloaded => new(429, "Service tier capacity exceeded for this model.", "invalid_request_error"),
        RefusalReason.ServerError => new(500, "Internal server error", "internal_server_error", "1000"),
        RefusalReason.UnknownParameter => new(422, "Extra inputs are not permitted"),
        _ => base.Describe(refusal),
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        switch (refusal.Reason)
        {
            case RefusalReason.BadKey:
                writer.WriteString("detail", text.Message);
                break;
            case RefusalReason.MissingKey or RefusalReason.PaymentRequired:
                writer.WriteString("message", text.Message);
                break;
            case RefusalReason.UnknownParameter:
                WriteDetail(writer, refusal.Detail);
                break;
            default:
                writer.WriteString("object", "error");
                writer.WriteString("message", text.Message);
                writer.WriteString("type", text.Type);
                writer.WriteString("param", text.Param);
                writer.WriteString("code", text.Code);
                if (refusal.Reason is RefusalReason.LimitHit)
                    writer.WriteNumber("raw_status_code", 429);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter writer, string field)
    {
        writer.WriteStartArray("detail");
        writer.WriteStartObject();
        writer.WriteString("type", "extra_forbidden");
        writer.WriteStartArray("loc");
        writer.WriteStringValue("body");
        writer.WriteStringValue(field);
        writer.WriteEndArray();
        writer.WriteString("msg", "Extra inputs are not permitted");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
