using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>Zhipu: business codes as strings, one call at a time for each free model, usage beside the finish reason.</summary>
internal sealed class Zhipu : Personality
{
    public override string Kind => "zhipu";

    public override string BasePath => "/api/paas/v4";

    public override StreamHabits Habits { get; } = new() { Usage = UsageHabit.WithFinish, RoleInEveryDelta = true, WholeToolCalls = true };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } = [LimitSpec.Concurrent(1).PerModel()];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("glm-4.7-flash") { Reasoning = true, Context = 204800 }, new("glm-4.5-flash") { Context = 131072, Listed = false },
        new("glm-4.6v-flash") { Vision = true, Context = 131072 }, new("glm-4.7-flashx") { InputPrice = 0.07m, OutputPrice = 0.4m },
        new("embedding-3") { Kind = ModelKind.Embedding, Dimensions = 2048, InputPrice = 0.07m },
    ];

    public override Pace TypicalPace { get; } = new(TimeSpan.FromSeconds(2), 50);

    public override string NewId(Call call) => "20260101000000" + call.Hex;

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey => new(401, "Header中未收到Authorization参数，无法进行身份验证。", Code: "1001"),
        RefusalReason.BadKey => new(401, "身份验证失败。", Code: "1000"),
        RefusalReason.PaymentRequired => new(429, "Insufficient balance or no resource package. Please recharge.", Code: "1113"),
        RefusalReason.ModelUnknown => new(400, "模型不存在，请检查模型代码。", Code: "1211"),
        RefusalReason.ModelRemoved => new(410, "The API has been taken offline.", Code: "1221"),
        RefusalReason.Unsupported => new(400, $"{refusal.Detail} is not supported by this model.", Code: "1210"),
        RefusalReason.TooLong or RefusalReason.TooLarge => new(400, "Prompt exceeds max length", Code: "1261"),
        RefusalReason.LimitHit => refusal.Limit!.Spec switch
        {
            { Metric: LimitMetric.Concurrency } => new(429, "Rate limit reached for concurrent requests", Code: "1302"),
            { Window: WindowUnit.Day } => new(429, "Daily call limit for this API reached.", Code: "1304"),
            { Window: WindowUnit.Month } => new(429, "Weekly/Monthly Limit Exhausted."
                + (refusal.HintInBody ? $" Your limit will reset at {refusal.Now + refusal.Wait:yyyy-MM-dd HH:mm:ss}" : ""), Code: "1310"),
            _ => new(429, "API call frequency too high.", Code: "1303"),
        },
        RefusalReason.Overloaded => new(429, "The API is currently overloaded, please try again later.", Code: "1305"),
        RefusalReason.ServerError => new(500, "Internal network error, please contact customer service.", Code: "500"),
        RefusalReason.UnknownParameter => new(400, $"Invalid parameter: {refusal.Detail}", Code: "1210"),
        _ => base.Describe(refusal) with { Code = "1213" },
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", text.Code);
        writer.WriteString("message", text.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }
}
