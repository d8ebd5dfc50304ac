using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Commands.Talking;

namespace Gratis.Gateway.Commands.Chat;

/// <summary>An answer and its way as JSON.</summary>
internal static class TurnJson
{
    public static void Write(TextWriter output, string model, Turn turn, bool isDemo) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteString("text", turn.Text);
        json.WriteString("route", turn.Route);
        json.WriteString("provider", turn.Provider);
        json.WriteNumberOrNull("attempts", turn.Attempts);
        json.WriteStartArray("trail");
        foreach (var step in turn.Trail)
        {
            json.WriteStartObject();
            json.WriteString("route", step.Route);
            json.WriteString("verdict", step.Verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumberOrNull("first_token_ms", (int?)turn.FirstToken?.TotalMilliseconds);
        json.WriteNumber("ms", (long)turn.Took.TotalMilliseconds);
        json.WriteNumberOrNull("input_tokens", (int?)turn.InputTokens);
        json.WriteNumberOrNull("output_tokens", (int?)turn.OutputTokens);
        if (turn.CostUsd is { } cost)
            json.WriteNumber("cost_usd", cost);
        else
            json.WriteNull("cost_usd");
        json.WriteString("spill", turn.Spill);
        json.WriteBoolean("demo", isDemo);
        if (turn.Error is { } error)
        {
            json.WriteStartObject("error");
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message);
            json.WriteNumberOrNull("status", error.Status);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("error");
        }

        json.WriteEndObject();
    });
}
