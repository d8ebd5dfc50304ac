using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>Cerebras: flat error bodies, reset headers in plain seconds, max_tokens spent up front.</summary>
internal sealed class Cerebras : Personality
{
    public override string Kind => "cerebras";

    public override bool ReservesMaxTokens => true;

    public override IReadOnlyList<string> RefusedParameters { get; } = ["logit_bias"];

    public override StreamHabits Habits { get; } = new() { Reasoning = ReasoningField.Reasoning, Usage = UsageHabit.WithFinish };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } =
    [
        LimitSpec.Rpm(5).PerModel().AsBucket(), LimitSpec.Tpm(30_000).PerModel().AsBucket(),
        new(LimitMetric.Tokens, 1_000_000, WindowUnit.Hour) { Scope = LimitScope.AccountModel, Clock = LimitClock.Bucket },
        LimitSpec.Rpd(2400).PerModel().AsBucket(),
    ];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } = [new("gpt-oss-120b") { Reasoning = true, Context = 65536 }, new("zai-glm-4.7") { Reasoning = true, Context = 65536 }];

    public override Pace TypicalPace { get; } = new(TimeSpan.FromMilliseconds(200), 1500);

    public override void WriteTop(Utf8JsonWriter writer, Call call, Place place) => writer.WriteString("system_fingerprint", "fp_simulated1");

    public override void WriteEnd(Utf8JsonWriter writer, Call call, Place place)
    {
        if (place is not (Place.Finish or Place.Whole))
            return;

        writer.WriteStartObject("time_info");
        writer.WriteNumber("queue_time", 0.001);
        writer.WriteNumber("total_time", 0.05);
        writer.WriteEndObject();
    }

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
        foreach (var reading in readings)
        {
            var name = reading.Spec switch
            {
                { Metric: LimitMetric.Requests, Window: WindowUnit.Day } => "requests-day",
                { Metric: LimitMetric.Tokens, Window: WindowUnit.Minute } => "tokens-minute",
                _ => null,
            };
            if (name is not null)
                AddWindow(reply, name, reading, Number((reading.ClearAt - now).TotalSeconds));
        }
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey or RefusalReason.BadKey => new(401, "Wrong API Key", "invalid_request_error", "wrong_api_key", "api_key"),
        RefusalReason.PaymentRequired => new(402, "Payment required. Please add a payment method to your account.", "payment_required_error", "payment_required", "quota"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved =>
            new(404, $"Model {refusal.Model} does not exist or you do not have access to it.", "not_found_error", "model_not_found", "model"),
        RefusalReason.LimitHit when refusal.Limit!.Spec.Metric is LimitMetric.Requests or LimitMetric.Concurrency =>
            new(429, $"Requests per {UnitOf(refusal.Limit.Spec)} limit exceeded - too many requests sent.", "too_many_requests_error", "request_quota_exceeded", "quota"),
        RefusalReason.LimitHit =>
            new(429, $"Tokens per {UnitOf(refusal.Limit!.Spec)} limit exceeded - too many tokens processed.", "too_many_tokens_error", "token_quota_exceeded", "quota"),
        RefusalReason.Overloaded => new(429, "We're experiencing high traffic right now! Please try again soon.", "too_many_requests_error", "queue_exceeded", "queue"),
        RefusalReason.TooLong => new(400,
            $"Please reduce the length of the messages or completion. Current length is {refusal.Tokens} while limit is {refusal.MostTokens}",
            "invalid_request_error", "context_length_exceeded", "messages"),
        RefusalReason.ServerError => new(500, "Encountered a server error, please try again.", "server_error", "server_error"),
        _ => base.Describe(refusal),
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteString("message", text.Message);
        writer.WriteString("type", text.Type);
        writer.WriteString("param", text.Param);
        writer.WriteString("code", text.Code);
        writer.WriteEndObject();
    }

    // Its headers tell resets in seconds already; it adds no Retry-After.
    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }
}
