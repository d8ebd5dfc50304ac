using System.Globalization;
using System.Text;
using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Answers;

/// <summary>Decides what a model says. The same request always gets the same answer.</summary>
internal static class Composer
{
    private const int LongestEcho = 200;

    // Non-ASCII on purpose: whoever splits or counts bytes wrongly shall notice.
    private static readonly string[] Filler =
        ["und", "naïve", "models", "answer", "quickly", "—", "mit", "größter", "care", "für", "jeden", "✓", "request", "日本", "today"];

    public static Answer Compose(Prompt prompt, string provider, ModelSpec model, long number)
    {
        var answer = new Answer
        {
            InputTokens = prompt.InputTokens,
            Reasoning = model.Reasoning ? $"The user wrote {prompt.LastUserText.Length.ToString(CultureInfo.InvariantCulture)} characters. I name myself and answer." : "",
        };

        var calls = model.Tools ? CallTools(prompt, number) : [];
        if (calls.Count > 0)
            return answer with { ToolCalls = calls, FinishReason = "tool_calls" };

        var text = prompt.Schema is { } schema ? SchemaInstance.Of(schema)
            : prompt.WantsJson ? $$"""{"provider":"{{provider}}","model":"{{model.Id}}"}"""
            : Echo(prompt, provider, model);
        return Shorten(answer with { Text = text }, Math.Min(prompt.MaxTokens ?? int.MaxValue, model.MaxOutput));
    }

    private static List<ToolCall> CallTools(Prompt prompt, long number)
    {
        if (prompt.Functions.Count == 0 || prompt.ToolChoice == "none")
            return [];

        var named = prompt.ToolChoice.StartsWith(':') ? prompt.ToolChoice[1..] : null;
        var text = prompt.LastUserText;
        var two = text.Contains("use two tools", StringComparison.OrdinalIgnoreCase);
        var asked = two || text.Contains("use the tool", StringComparison.OrdinalIgnoreCase);
        if (named is null && prompt.ToolChoice != "required" && (!asked || prompt.EndsWithToolResult))
            return [];

        var first = prompt.Functions[0];
        if (named is not null)
            first = prompt.Functions.FirstOrDefault(function => function.GetProperty("name").GetString() == named, first);

        var calls = new List<ToolCall> { Call(first, number, 0) };
        if (two)
            calls.Add(Call(prompt.Functions.Count > 1 ? prompt.Functions[1] : first, number, 1));
        return calls;
    }

    private static ToolCall Call(System.Text.Json.JsonElement function, long number, int index) => new(
        "call_" + number.ToString("x6", CultureInfo.InvariantCulture) + index.ToString(CultureInfo.InvariantCulture),
        function.GetProperty("name").GetString()!,
        function.TryGetProperty("parameters", out var schema) ? SchemaInstance.Of(schema) : "{}");

    private static string Echo(Prompt prompt, string provider, ModelSpec model)
    {
        var said = prompt.LastUserText;
        if (said.Length > LongestEcho)
            said = said[..(char.IsHighSurrogate(said[LongestEcho - 1]) ? LongestEcho - 1 : LongestEcho)] + "…";
        var echo = $"{provider}/{model.Id} heard: “{said}” ✓";
        var words = WordsAskedFor(prompt.LastUserText) ?? model.Words;
        if (words == 0)
            return echo;

        var text = new StringBuilder(echo);
        for (var i = 0; i < words; i++)
            text.Append(' ').Append(Filler[i % Filler.Length]);
        return text.ToString();
    }

    // "… in 200 words" gets two hundred of them.
    private static int? WordsAskedFor(string text)
    {
        var end = text.IndexOf(" words", StringComparison.Ordinal);
        if (end <= 0)
            return null;

        var start = text.LastIndexOf(' ', end - 1) + 1;
        return int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var words) ? Math.Min(words, 100_000) : null;
    }

    private static Answer Shorten(Answer answer, int tokens)
    {
        if (answer.OutputTokens <= tokens)
            return answer;

        var characters = tokens * 4;
        var reasoning = answer.Reasoning[..Math.Min(answer.Reasoning.Length, characters)];
        var left = Math.Min(characters - reasoning.Length, answer.Text.Length);
        if (left > 0 && char.IsHighSurrogate(answer.Text[left - 1]))
            left--;
        return answer with { Reasoning = reasoning, Text = answer.Text[..left], FinishReason = "length" };
    }
}
