using System.Text.Json;
using Gratis.Stores;

namespace Gratis.AspNetCore.Usage;

/// <summary>Added-up requests as they are shown.</summary>
internal static class UsageJson
{
    public static void WriteMembers(Utf8JsonWriter json, UsageFigures figures)
    {
        json.WriteNumber("requests", figures.Requests);
        json.WriteNumber("served", figures.Served);
        json.WriteNumber("failed", figures.Failed);
        if (figures.Success is { } success)
            json.WriteNumber("success", Math.Round(success, 4));
        else
            json.WriteNull("success");
        json.WriteNumber("input_tokens", figures.InputTokens);
        json.WriteNumber("output_tokens", figures.OutputTokens);
        json.WriteNumber("cost_usd", figures.CostUsd);
        json.WriteAmount("p50_ms", figures.Took?.P50);
        json.WriteAmount("p95_ms", figures.Took?.P95);
        json.WriteAmount("p50_first_token_ms", figures.FirstToken?.P50);
        json.WriteAmount("p95_first_token_ms", figures.FirstToken?.P95);
    }
}
