using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>A server on the owner's own machine, in the manner of Ollama: no key, no limits, native listing beside the OpenAI one.</summary>
internal sealed class LocalServer : Personality
{
    public override string Kind => "ollama";

    public override bool ListIsPublic => true;

    public override bool TakesNoKey => true;

    public override StreamHabits Habits { get; } = new() { Reasoning = ReasoningField.Reasoning };

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("llama3.2:3b") { Context = 8192, MaxOutput = 4096 }, new("qwen3:8b") { Reasoning = true, Context = 40960 },
        new("nomic-embed-text:latest") { Kind = ModelKind.Embedding, Dimensions = 768, Tools = false },
    ];

    public override Pace TypicalPace { get; } = new(TimeSpan.FromMilliseconds(300), 25);

    public override void WriteTop(Utf8JsonWriter writer, Call call, Place place) => writer.WriteString("system_fingerprint", "fp_ollama");

    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
    }

    public override ReadOnlyMemory<byte>? ListAt(string path, ProviderView view) =>
        path == "/api/tags" ? JsonText.Write(writer => WriteTags(writer, view)) : base.ListAt(path, view);

    public override Reply? Special(string method, string path, ProviderView view) => (method, path) switch
    {
        ("GET", "/api/version") => Reply.Text(200, "application/json", """{"version":"0.13.0"}"""),
        ("GET", "/") => Reply.Text(200, "text/plain; charset=utf-8", "Ollama is running"),
        _ => null,
    };

    protected override void WriteListed(Utf8JsonWriter writer, ListedModel model, ProviderView view)
    {
        writer.WriteString("id", model.Spec.Id);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", CreatedOf(model.Spec));
        writer.WriteString("owned_by", "library");
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey or RefusalReason.BadKey => new(401, "Unauthorized", "api_error"),
        RefusalReason.PaymentRequired => new(403, "this model requires a subscription, upgrade for access: https://ollama.com/upgrade", "api_error"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved => new(404, $"model '{refusal.Model}' not found", "not_found_error"),
        RefusalReason.Unsupported => new(400, $"\"{refusal.Model}\" does not support {refusal.Detail}", "invalid_request_error"),
        RefusalReason.TooLong => new(400, $"prompt too long; exceeded max context length by {refusal.Tokens - refusal.MostTokens} tokens", "invalid_request_error"),
        RefusalReason.LimitHit => new(429, $"you have reached your {UnitOf(refusal.Limit!.Spec)} usage limit", "api_error"),
        RefusalReason.Overloaded => new(503, "server busy, please try again. maximum pending requests exceeded", "api_error"),
        RefusalReason.ServerError => new(500, "llama runner process has terminated", "api_error"),
        RefusalReason.NotFound => new(404, "404 page not found", "not_found_error"),
        _ => base.Describe(refusal),
    };

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }

    private static void WriteTags(Utf8JsonWriter writer, ProviderView view)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("models");
        foreach (var model in view.Models)
        {
            writer.WriteStartObject();
            writer.WriteString("name", model.Spec.Id);
            writer.WriteString("model", model.Spec.Id);
            writer.WriteNumber("size", 2_019_393_189);
            writer.WriteStartObject("details");
            writer.WriteString("format", "gguf");
            writer.WriteString("family", model.Spec.Id.Split(':')[0]);
            writer.WriteString("parameter_size", "3B");
            writer.WriteString("quantization_level", "Q4_K_M");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
