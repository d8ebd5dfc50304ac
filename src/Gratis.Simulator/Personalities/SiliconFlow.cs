using System.Globalization;
using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>SiliconFlow: numeric business codes, usage in every chunk, a paid twin behind <c>Pro/</c>, reranking.</summary>
internal sealed class SiliconFlow : Personality
{
    public override string Kind => "siliconflow";

    public override StreamHabits Habits { get; } = new() { Usage = UsageHabit.EveryChunk };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } = [LimitSpec.Rpm(1000).PerModel(), LimitSpec.Tpm(50_000).PerModel()];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("Qwen/Qwen3-8B") { Reasoning = true, Context = 131072 }, new("THUDM/GLM-4-9B-0414"),
        new("Pro/Qwen/Qwen3-8B") { InputPrice = 0.06m, OutputPrice = 0.06m, Context = 131072 },
        new("BAAI/bge-m3") { Kind = ModelKind.Embedding, Dimensions = 1024 }, new("BAAI/bge-reranker-v2-m3") { Kind = ModelKind.Rerank },
    ];

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
    }

    public override void WriteRerankUsage(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject("meta");
        writer.WriteStartObject("tokens");
        writer.WriteNumber("input_tokens", call.Answer.InputTokens);
        writer.WriteNumber("output_tokens", 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey or RefusalReason.BadKey => new(401, "Invalid token"),
        RefusalReason.PaymentRequired => new(403, "Sorry, your account balance is insufficient", Code: "30001"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved => new(400, "Model does not exist. Please check it carefully.", Code: "20012"),
        RefusalReason.TooLong => new(400, $"length of prompt_tokens ({refusal.Tokens}) must be less than max_seq_len ({refusal.MostTokens}).", Code: "20015"),
        RefusalReason.TooLarge => new(413, $"Request too large: {refusal.Tokens} tokens, TPM limit {refusal.MostTokens}.", Code: "20015"),
        RefusalReason.LimitHit => new(429,
            $"Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:{refusal.Limit!.Spec.Name.ToUpperInvariant()} limit reached."),
        RefusalReason.Overloaded => new(503, "System is too busy now. Please try again later.", Code: "50505"),
        RefusalReason.ServerError => new(500, "Request processing has failed due to an unknown error.", Code: "50507"),
        _ => base.Describe(refusal) with { Code = "20015" },
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        if (text.Status == 401)
        {
            // A bare JSON string is the whole body.
            writer.WriteStringValue(text.Message);
            return;
        }

        writer.WriteStartObject();
        if (text.Code is not null)
            writer.WriteNumber("code", int.Parse(text.Code, CultureInfo.InvariantCulture));
        writer.WriteString("message", text.Message);
        writer.WriteNull("data");
        writer.WriteEndObject();
    }

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }
}
