using System.Text.Json;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>Google's OpenAI endpoint: errors in an array, quota in the body only, Pacific days, ids with <c>models/</c>.</summary>
internal sealed class Gemini : Personality
{
    private const string Prefix = "models/";

    public override string Kind => "gemini";

    public override string BasePath => "/v1beta/openai";

    public override StreamHabits Habits { get; } = new() { WholeToolCalls = true, ToolIndex = false, RoleInEveryDelta = true, Reasoning = ReasoningField.ThinkTags };

    public override IReadOnlyList<string> RefusedParameters { get; } = ["min_p", "repetition_penalty", "logit_bias", "logprobs", "top_logprobs"];

    public override ListHabits ListHabits { get; } = new() { Gzipped = true, CacheControl = "private" };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } =
    [
        LimitSpec.Rpm(5).PerModel(), LimitSpec.Rpd(20, "America/Los_Angeles").PerModel(),
        new(LimitMetric.InputTokens, 250_000, WindowUnit.Minute) { Scope = LimitScope.AccountModel },
    ];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("gemini-3.8-flash") { Context = 1_048_576, MaxOutput = 65536, Vision = true },
        new("gemini-3.1-flash-lite") { Context = 1_048_576, MaxOutput = 65536, Vision = true },
        new("gemini-3-pro-preview") { Context = 1_048_576, MaxOutput = 65536, Vision = true, InputPrice = 2m, OutputPrice = 12m },
        new("gemini-embedding-001") { Kind = ModelKind.Embedding, Dimensions = 3072 },
    ];

    public override string? KeyOf(SimRequest request) => base.KeyOf(request) ?? request.Header("x-goog-api-key") ?? request.QueryValue("key");

    public override string Canonical(string model) => model.StartsWith(Prefix, StringComparison.Ordinal) ? model[Prefix.Length..] : model;

    // Google sends no rate headers at all.
    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
    }

    protected override void WriteListed(Utf8JsonWriter writer, ListedModel model, ProviderView view)
    {
        writer.WriteString("id", Prefix + model.Spec.Id);
        writer.WriteString("object", "model");
        writer.WriteString("owned_by", "google");
        writer.WriteString("display_name", model.Spec.Id);
    }

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey => new(400, "Missing or invalid Authorization header.", "INVALID_ARGUMENT"),
        RefusalReason.BadKey => new(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT"),

        // A project without billing is not asked to pay: its quota for a paid model is zero.
        RefusalReason.PaymentRequired when !refusal.OutOfCredit => new(429, QuotaMessage("generate_content_free_tier_requests", 0, refusal.Model), "RESOURCE_EXHAUSTED"),
        RefusalReason.PaymentRequired => new(402, "Your prepayment credits are depleted.", "RESOURCE_EXHAUSTED"),
        RefusalReason.ModelUnknown or RefusalReason.ModelRemoved => new(404,
            $"models/{refusal.Model} is not found for API version v1main, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.", "NOT_FOUND"),
        RefusalReason.TooLong => new(400, $"The input token count exceeds the maximum number of tokens allowed {refusal.MostTokens}.", "INVALID_ARGUMENT"),
        RefusalReason.LimitHit => new(429,
            QuotaMessage(Metric(refusal.Limit!.Spec), refusal.Limit.Limit, refusal.Model)
            + (refusal.HintInBody ? $"\nPlease retry in {Seconds(Delay(refusal))}." : ""), "RESOURCE_EXHAUSTED"),
        RefusalReason.Overloaded => new(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"),
        RefusalReason.ServerError => new(500, "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting", "INTERNAL"),
        RefusalReason.UnknownParameter => new(400, $"Invalid JSON payload received. Unknown name \"{refusal.Detail}\": Cannot find field.", "INVALID_ARGUMENT"),
        RefusalReason.NotFound => new(404, "Requested entity was not found.", "NOT_FOUND"),
        _ => base.Describe(refusal) with { Type = "INVALID_ARGUMENT" },
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteNumber("code", text.Status);
        writer.WriteString("message", text.Message);
        writer.WriteString("status", text.Type);
        if (refusal.Reason is RefusalReason.LimitHit or RefusalReason.BadKey || (refusal.Reason is RefusalReason.PaymentRequired && text.Status == 429))
            WriteDetails(writer, refusal);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    protected override Reply ErrorReply(ErrorText text, Refusal refusal)
    {
        var reply = base.ErrorReply(text, refusal);
        reply.ReplaceHeader("Content-Type", "application/json; charset=UTF-8");
        return reply;
    }

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
    }

    private static void WriteDetails(Utf8JsonWriter writer, Refusal refusal)
    {
        writer.WriteStartArray("details");
        if (refusal.Reason is RefusalReason.BadKey)
        {
            StartDetail(writer, "ErrorInfo");
            writer.WriteString("reason", "API_KEY_INVALID");
            writer.WriteString("domain", "googleapis.com");
            writer.WriteEndObject();
        }
        else
        {
            StartDetail(writer, "Help");
            writer.WriteStartArray("links");
            writer.WriteStartObject();
            writer.WriteString("description", "Learn more about Gemini API quotas");
            writer.WriteString("url", "https://ai.google.dev/gemini-api/docs/rate-limits");
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteViolation(writer, refusal);
            if (refusal.HintInBody)
            {
                StartDetail(writer, "RetryInfo");
                writer.WriteString("retryDelay", Number((long)Math.Ceiling(Delay(refusal).TotalSeconds)) + "s");
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteViolation(Utf8JsonWriter writer, Refusal refusal)
    {
        var limit = refusal.Limit?.Spec ?? LimitSpec.Rpd(0);
        StartDetail(writer, "QuotaFailure");
        writer.WriteStartArray("violations");
        writer.WriteStartObject();
        writer.WriteString("quotaMetric", "generativelanguage.googleapis.com/" + Metric(limit));
        writer.WriteString("quotaId", QuotaId(limit));
        writer.WriteStartObject("quotaDimensions");
        writer.WriteString("location", "global");
        writer.WriteString("model", refusal.Model);
        writer.WriteEndObject();
        writer.WriteString("quotaValue", Number(refusal.Limit?.Limit ?? 0));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void StartDetail(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", "type.googleapis.com/google.rpc." + type);
    }

    private static string QuotaMessage(string metric, long limit, string model) =>
        "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. "
        + $"\n* Quota exceeded for metric: generativelanguage.googleapis.com/{metric}, limit: {limit}, model: {model}";

    private static string Metric(LimitSpec limit) =>
        limit.Metric is LimitMetric.Requests or LimitMetric.Concurrency ? "generate_content_free_tier_requests" : "generate_content_free_tier_input_token_count";

    private static string QuotaId(LimitSpec limit)
    {
        var unit = limit.Window is WindowUnit.Day or WindowUnit.Month ? "PerDay" : "PerMinute";
        return limit.Metric is LimitMetric.Requests or LimitMetric.Concurrency
            ? $"GenerateRequests{unit}PerProjectPerModel-FreeTier"
            : $"GenerateContentInputTokensPerModel{unit}-FreeTier";
    }

    // For a day's quota the real service still says to come back in less than a minute; whoever believes it runs into the wall again.
    private static TimeSpan Delay(Refusal refusal) => refusal.Wait <= TimeSpan.FromMinutes(1) ? refusal.Wait : TimeSpan.FromSeconds(38);

    private static string Seconds(TimeSpan delay) => Number(Math.Max(0.001, delay.TotalSeconds)) + "s";
}
