using System.Text.Json;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>ModelScope: day quotas in Shanghai time for the account and for each model, a list that answers to any token.</summary>
internal sealed class ModelScope : Personality
{
    private const string Zone = "Asia/Shanghai";

    public override string Kind => "modelscope";

    public override bool ListIsPublic => true;

    public override StreamHabits Habits { get; } = new() { Usage = UsageHabit.WithFinish };

    public override ListHabits ListHabits { get; } = new() { Tagged = true, Dated = true };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } = [LimitSpec.Rpd(2000, Zone), LimitSpec.Rpd(500, Zone).PerModel()];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
        [new("Qwen/Qwen3.5-397B-A17B") { Reasoning = true, Context = 262144 }, new("deepseek-ai/DeepSeek-V4-Pro") { Context = 131072 }, new("Qwen/Qwen3.5-27B") { Vision = true }];

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
        foreach (var reading in readings)
        {
            if (reading.Spec is not { Metric: LimitMetric.Requests, Window: WindowUnit.Day })
                continue;
            var name = reading.Spec.Scope is LimitScope.AccountModel ? "modelscope-ratelimit-model-requests-" : "modelscope-ratelimit-requests-";
            reply.Header(name + "limit", Number(reading.Limit));
            reply.Header(name + "remaining", Number(reading.Remaining));
        }
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey or RefusalReason.BadKey => new(401, "Authentication failed, please make sure that a valid ModelScope token is supplied."),
        RefusalReason.PaymentRequired => new(429, "insufficient balance (1008)"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved => new(400, $"Model id: {refusal.Model}, has no provider supported"),
        RefusalReason.LimitHit when refusal.Limit!.Spec.Window is WindowUnit.Day => new(429, refusal.Limit.Spec.Scope is LimitScope.AccountModel
            ? $"You have exceeded today's quota for model {refusal.Model}, please try again tomorrow"
            : "You have exceeded today's quota, please try again tomorrow"),
        RefusalReason.LimitHit => new(429, "Request limit exceeded, please try again later"),
        RefusalReason.Overloaded => new(429, $"Too many requests to model {refusal.Model}, please try again later"),
        RefusalReason.ServerError => new(500, "Internal error, please try again later"),
        _ => base.Describe(refusal),
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", text.Message);
        writer.WriteString("request_id", "00000000-0000-4000-8000-000000000000");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }
}
