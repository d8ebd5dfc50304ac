using System.Text.Json;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>NVIDIA's catalogue: problem documents for errors, no hint when to come back, a public list with dead ids in it.</summary>
internal sealed class Nvidia : Personality
{
    public override string Kind => "nvidia";

    public override bool ListIsPublic => true;

    public override IReadOnlyList<string> RefusedParameters { get; } = ["reasoning_budget", "chat_template", "context_management", "verbosity"];

    public override ListHabits ListHabits { get; } = new() { Dated = true, CacheControl = "public, max-age=300" };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } = [LimitSpec.Rpm(40), LimitSpec.Rpd(10_000).PerModel()];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("nvidia/nemotron-3-super-120b-a12b") { Reasoning = true, Context = 262144 }, new("meta/llama-3.3-70b-instruct") { Context = 131072 },
        new("google/gemma-4-31b-it") { Vision = true }, new("nvidia/nv-embedqa-e5-v5") { Kind = ModelKind.Embedding, Dimensions = 1024 },
    ];

    public override Pace TypicalPace { get; } = new(TimeSpan.FromSeconds(1.5), 40);

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey or RefusalReason.BadKey => new(401, "Authentication failed", "Unauthorized"),
        RefusalReason.PaymentRequired => new(402, "Cloud credits expired - Please contact NVIDIA representatives", "Payment Required"),
        RefusalReason.ModelRemoved when refusal.Status == 410 =>
            new(410, $"The model '{refusal.Model}' has reached its end of life and is no longer available.", "Gone"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved =>
            new(404, "Function '00000000-0000-4000-8000-000000000000': Not found for account 'simulated'", "Not Found"),
        RefusalReason.LimitHit => new(429, "", "Too Many Requests"),
        RefusalReason.Overloaded => new(400, "DEGRADED function cannot be invoked", "Bad Request"),
        RefusalReason.ServerError => new(500, "Inference connection error", "Internal Server Error"),
        RefusalReason.TooLong => base.Describe(refusal) with { Type = "Bad Request" },
        RefusalReason.UnknownParameter => new(422, $"Extra inputs are not permitted: {refusal.Detail}", "Unprocessable Entity"),
        RefusalReason.NotFound => new(404, "404 page not found", "Not Found"),
        _ => base.Describe(refusal) with { Type = "Bad Request" },
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteNumber("status", text.Status);
        writer.WriteString("title", text.Type);
        if (text.Message.Length > 0)
            writer.WriteString("detail", text.Message);
        writer.WriteEndObject();
    }

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }
}
