using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>Groq: draining buckets for each model, requests of the day and tokens of the minute in every answer's headers.</summary>
internal sealed class Groq : Personality
{
    public override string Kind => "groq";

    public override string BasePath => "/openai/v1";

    public override bool ReservesMaxTokens => true;

    public override IReadOnlyList<string> RefusedParameters { get; } = ["logprobs", "top_logprobs", "logit_bias"];

    public override StreamHabits Habits { get; } = new() { Reasoning = ReasoningField.Reasoning, Usage = UsageHabit.Elsewhere };

    public override ListHabits ListHabits { get; } = new() { CacheControl = "private, max-age=0, no-store, no-cache, must-revalidate" };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } =
    [
        LimitSpec.Rpm(30).PerModel().AsBucket(), LimitSpec.Rpd(1000).PerModel().AsBucket(),
        LimitSpec.Tpm(8000).PerModel().AsBucket(), LimitSpec.Tpd(200_000).PerModel().AsBucket(),
    ];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("openai/gpt-oss-120b") { Reasoning = true, Context = 131072 },
        new("openai/gpt-oss-20b") { Reasoning = true, Context = 131072 },
        new("qwen/qwen3.8-27b") { Context = 131072 },
    ];

    public override Pace TypicalPace { get; } = new(TimeSpan.FromMilliseconds(150), 500);

    public override void WriteTop(Utf8JsonWriter writer, Call call, Place place) => writer.WriteString("system_fingerprint", "fp_simulated0");

    public override void WriteChoiceTail(Utf8JsonWriter writer, string? finish) => writer.WriteNull("logprobs");

    public override void WriteReasoningDelta(Utf8JsonWriter writer, string text)
    {
        writer.WriteString("reasoning", text);
        writer.WriteString("channel", "analysis");
    }

    public override void WriteEnd(Utf8JsonWriter writer, Call call, Place place)
    {
        if (place is not (Place.First or Place.Finish or Place.Whole))
            return;

        writer.WriteStartObject("x_groq");
        writer.WriteString("id", "req_" + call.Hex);
        if (place is Place.Finish)
        {
            writer.WritePropertyName("usage");
            WriteUsage(writer, call, call.Answer.OutputTokens, call.Answer.ReasoningTokens);
        }

        writer.WriteEndObject();
        if (place is Place.Finish && call.Prompt.IncludeUsage)
        {
            writer.WritePropertyName("usage");
            WriteUsage(writer, call, call.Answer.OutputTokens, call.Answer.ReasoningTokens);
        }
    }

    public override void WriteUsage(Utf8JsonWriter writer, Call call, int outputTokens, int reasoningTokens)
    {
        writer.WriteStartObject();
        writer.WriteNumber("queue_time", 0.0125);
        WriteCounts(writer, call, outputTokens);
        writer.WriteNumber("total_time", 0.057);
        if (reasoningTokens > 0)
        {
            writer.WriteStartObject("completion_tokens_details");
            writer.WriteNumber("reasoning_tokens", reasoningTokens);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
        foreach (var reading in readings)
        {
            var name = reading.Spec switch
            {
                { Metric: LimitMetric.Requests, Window: WindowUnit.Day } => "requests",
                { Metric: LimitMetric.Tokens, Window: WindowUnit.Minute } => "tokens",
                _ => null,
            };
            if (name is not null)
                AddWindow(reply, name, reading, DurationText.Compound(reading.ClearAt - now));
        }
    }

    public override (bool AsEvent, ReadOnlyMemory<byte> Payload) ErrorFrame(string model, DateTimeOffset now) => (true, JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", "Tool call validation failed: the generated call did not match its schema.");
        writer.WriteString("type", "invalid_request_error");
        writer.WriteString("code", "tool_use_failed");
        writer.WriteString("failed_generation", "{\"name\": \"unknown\"}");
        writer.WriteNumber("status_code", 400);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }));

    protected override void WriteListed(Utf8JsonWriter writer, ListedModel model, ProviderView view)
    {
        base.WriteListed(writer, model, view);
        writer.WriteBoolean("active", true);
        writer.WriteNumber("context_window", model.Spec.Context);
        writer.WriteNull("public_apps");
        writer.WriteNumber("max_completion_tokens", model.Spec.MaxOutput);
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey or RefusalReason.BadKey => new(401, "Invalid API Key", "invalid_request_error", "invalid_api_key"),
        RefusalReason.LimitHit => new(429,
            $"Rate limit reached for model `{refusal.Model}` in organization `org_simulated` service tier `on_demand` on {Meaning(refusal.Limit!.Spec)}: "
            + $"Limit {refusal.Limit.Limit}, Used {refusal.Limit.Used}, Requested {refusal.Limit.Requested}."
            + (refusal.HintInBody ? $" Please try again in {DurationText.Compound(refusal.Wait)}." : "")
            + " Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing",
            refusal.Limit.Spec.Metric is LimitMetric.Requests ? "requests" : "tokens", "rate_limit_exceeded"),
        RefusalReason.TooLarge => new(413,
            $"Request too large for model `{refusal.Model}` in organization `org_simulated` service tier `on_demand` on tokens per minute (TPM): "
            + $"Limit {refusal.MostTokens}, Requested {refusal.Tokens}, please reduce your message size and try again.", "tokens", "rate_limit_exceeded"),
        RefusalReason.TooLong => new(400, "Please reduce the length of the messages or completion.", "invalid_request_error", "context_length_exceeded", "messages"),
        RefusalReason.Overloaded => new(498, "Flex tier capacity exceeded, please try again.", "capacity_exceeded", "capacity_exceeded"),
        RefusalReason.ServerError => new(500, "Internal Server Error", "internal_server_error"),
        RefusalReason.UnknownParameter => new(400, $"property '{refusal.Detail}' is unsupported", "invalid_request_error"),
        _ => base.Describe(refusal),
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", text.Message);
        writer.WriteString("type", text.Type);
        if (text.Code is not null)
            writer.WriteString("code", text.Code);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
