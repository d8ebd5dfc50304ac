using System.Globalization;
using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>OpenRouter: account-wide free quotas, prices as strings, reset instants in milliseconds, usage with cost.</summary>
internal sealed class OpenRouter : Personality
{
    public override string Kind => "openrouter";

    public override string BasePath => "/api/v1";

    public override bool ListIsPublic => true;

    public override bool CountsFailures => true;

    public override bool WantsCreditForFree => true;

    public override StreamHabits Habits { get; } = new()
    {
        Reasoning = ReasoningField.ReasoningDetails,
        Usage = UsageHabit.OwnChunk,
        Comments = 2,
        Comment = "OPENROUTER PROCESSING",
        DoneAfterError = true,
    };

    public override ListHabits ListHabits { get; } = new() { Tagged = true, Gzipped = true, CacheControl = "public, max-age=60" };

    public override IReadOnlyList<LimitSpec> StandardLimits { get; } =
        [LimitSpec.Rpm(20) with { Models = "*:free" }, LimitSpec.Rpd(50) with { Models = "*:free" }];

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("meta-llama/llama-3.3-70b-instruct:free") { Context = 65536 },
        new("qwen/qwen3-coder:free") { Context = 262144 },
        new("google/gemma-4-31b-it:free") { Vision = true, StructuredOutput = false },
        new("openai/gpt-oss-120b:free") { Reasoning = true, Context = 131072 },
        new("openai/gpt-5-mini") { InputPrice = 0.25m, OutputPrice = 2m, Vision = true, Context = 400000 },
    ];

    public override string NewId(Call call) => $"gen-{Number(call.Now.ToUnixTimeSeconds())}-{call.Hex}";

    public override void WriteTop(Utf8JsonWriter writer, Call call, Place place) => writer.WriteString("provider", UpstreamOf(call.Model.Id));

    public override void WriteChoiceTail(Utf8JsonWriter writer, string? finish) => writer.WriteString("native_finish_reason", finish);

    public override void WriteUsageChunkChoices(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        writer.WriteString("role", "assistant");
        writer.WriteString("content", "");
        writer.WriteEndObject();
        writer.WriteNull("finish_reason");
        writer.WriteNull("native_finish_reason");
        writer.WriteEndObject();
    }

    public override void WriteUsage(Utf8JsonWriter writer, Call call, int outputTokens, int reasoningTokens)
    {
        var cost = call.CostOf(outputTokens);
        writer.WriteStartObject();
        WriteCounts(writer, call, outputTokens);
        writer.WriteNumber("cost", cost);
        writer.WriteBoolean("is_byok", false);
        writer.WriteStartObject("cost_details");
        writer.WriteNumber("upstream_inference_cost", cost);
        writer.WriteNumber("upstream_inference_prompt_cost", call.InputCost);
        writer.WriteNumber("upstream_inference_completions_cost", cost - call.InputCost);
        writer.WriteEndObject();
        writer.WriteStartObject("completion_tokens_details");
        writer.WriteNumber("reasoning_tokens", reasoningTokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Only its own refusals carry rate headers, and they carry the limit that was hit.
    public override void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
    }

    public override (bool AsEvent, ReadOnlyMemory<byte> Payload) ErrorFrame(string model, DateTimeOffset now) => (false, JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", "gen-" + Number(now.ToUnixTimeSeconds()));
        writer.WriteString("object", "chat.completion.chunk");
        writer.WriteNumber("created", now.ToUnixTimeSeconds());
        writer.WriteString("model", model);
        writer.WriteString("provider", UpstreamOf(model));
        writer.WriteStartObject("error");
        writer.WriteNumber("code", 502);
        writer.WriteString("message", "Provider disconnected unexpectedly");
        writer.WriteEndObject();
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        writer.WriteString("content", "");
        writer.WriteEndObject();
        writer.WriteString("finish_reason", "error");
        writer.WriteString("native_finish_reason", "error");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    public override Reply? Special(string method, string path, ProviderView view)
    {
        if (method != "GET" || path != BasePath + "/key" || view.Account is null)
            return null;

        var day = view.Readings.FirstOrDefault(reading => reading.Spec is { Metric: LimitMetric.Requests, Window: WindowUnit.Day });
        return Reply.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("data");
            writer.WriteString("label", view.Account);
            WriteUsd(writer, "limit", view.Credit);
            WriteUsd(writer, "limit_remaining", view.Credit - view.Usd);
            writer.WriteNull("limit_reset");
            writer.WriteNumber("usage", view.Usd);
            writer.WriteBoolean("is_free_tier", !view.Pays);
            if (day.Spec is not null)
            {
                writer.WriteStartObject("free_model_daily_requests");
                writer.WriteNumber("used", day.Used);
                writer.WriteNumber("limit", day.Limit);
                writer.WriteNumber("remaining", day.Remaining);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    protected override void WriteListed(Utf8JsonWriter writer, ListedModel model, ProviderView view) => OpenRouterListing.Write(writer, model, CreatedOf(model.Spec));

    protected override ErrorText Describe(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.MissingKey => new(401, "Missing Authentication header"),
        RefusalReason.BadKey => new(401, "User not found."),
        RefusalReason.PaymentRequired => new(402, "Insufficient credits. Add more using https://openrouter.ai/settings/credits"),
        RefusalReason.ModelUnknown => new(400, $"{refusal.Model} is not a valid model ID"),
        RefusalReason.ModelRemoved => new(404, $"No endpoints found for {refusal.Model}."),
        RefusalReason.Unsupported => new(404, $"No endpoints found that support {refusal.Detail}."),
        RefusalReason.TooLong => new(400,
            $"This endpoint's maximum context length is {refusal.MostTokens} tokens. However, you requested about {refusal.Tokens} tokens ({refusal.Tokens} of text input). Please reduce the length of either one."),
        RefusalReason.LimitHit => new(429, refusal.Limit!.Spec.Window is WindowUnit.Day
            ? "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day"
            : "Rate limit exceeded: free-models-per-min. Add 10 credits to unlock 1000 free model requests per day"),
        RefusalReason.Overloaded => new(429, "Provider returned error"),
        RefusalReason.ServerError => new(502, "Provider returned error"),
        _ => base.Describe(refusal),
    };

    protected override void WriteError(Utf8JsonWriter writer, ErrorText text, Refusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", text.Message);
        writer.WriteNumber("code", text.Status);
        switch (refusal.Reason)
        {
            case RefusalReason.LimitHit:
                WriteLimitMetadata(writer, refusal);
                break;
            case RefusalReason.Overloaded:
                writer.WriteStartObject("metadata");
                writer.WriteString("raw", $"{refusal.Model} is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits.");
                writer.WriteString("provider_name", UpstreamOf(refusal.Model));
                writer.WriteString("limit_source", "upstream_provider_shared_pool");
                writer.WriteEndObject();
                break;
            case RefusalReason.ModelRemoved:
                writer.WriteStartObject("metadata");
                writer.WriteString("error_type", refusal.Model.EndsWith(":free", StringComparison.Ordinal) ? "free_variant_ended" : "no_endpoints");
                writer.WriteEndObject();
                break;
            case RefusalReason.ServerError:
                writer.WriteStartObject("metadata");
                writer.WriteString("provider_name", UpstreamOf(refusal.Model));
                writer.WriteString("raw", "upstream error");
                writer.WriteEndObject();
                break;
            default:
                break;
        }

        writer.WriteEndObject();
        writer.WriteString("user_id", "user_simulated");
        writer.WriteEndObject();
    }

    protected override void AddRetryHeaders(Reply reply, Refusal refusal)
    {
        reply.Header("X-RateLimit-Limit", Number(refusal.Limit!.Limit));
        reply.Header("X-RateLimit-Remaining", "0");
        reply.Header("X-RateLimit-Reset", Reset(refusal));
    }

    private static void WriteLimitMetadata(Utf8JsonWriter writer, Refusal refusal)
    {
        writer.WriteStartObject("metadata");
        if (refusal.HintInBody)
        {
            writer.WriteStartObject("headers");
            writer.WriteString("X-RateLimit-Limit", Number(refusal.Limit!.Limit));
            writer.WriteString("X-RateLimit-Remaining", "0");
            writer.WriteString("X-RateLimit-Reset", Reset(refusal));
            writer.WriteEndObject();
        }

        if (refusal.Limit!.Spec.Window is WindowUnit.Day)
            writer.WriteString("limit_source", "openrouter_free_tier_daily");
        writer.WriteNull("provider_name");
        writer.WriteEndObject();
    }

    // Rounded up: at the stated millisecond the window must be open.
    private static string Reset(Refusal refusal) =>
        Math.Ceiling((refusal.Now + refusal.Wait - DateTimeOffset.UnixEpoch).TotalMilliseconds).ToString("0", CultureInfo.InvariantCulture);

    private static string UpstreamOf(string model) => "Upstream-" + OwnerOf(model, "any");

    private static void WriteUsd(Utf8JsonWriter writer, string name, decimal? usd)
    {
        if (usd is { } amount)
            writer.WriteNumber(name, amount);
        else
            writer.WriteNull(name);
    }
}
