using System.Globalization;
using Gratis.Gateway.Commands.Talking;

namespace Gratis.Gateway.Commands.Chat;

/// <summary>What stands below an answer.</summary>
internal static class TurnWords
{
    /// <summary>Who answered, how fast, with how much, for how much, and who was asked before.</summary>
    public static string Of(Turn turn, bool isDemo)
    {
        List<string> words = [turn.Route ?? "nobody"];
        if (isDemo)
            words.Add("simulated");
        words.Add(turn.FirstToken is { } first ? $"{Span(first)} to the first token, {Span(turn.Took)}" : Span(turn.Took));
        if (turn.OutputTokens is { } output)
            words.Add(Of($"{turn.InputTokens ?? 0} tokens in, {output} out"));
        if (turn.CostUsd is { } cost)
            words.Add(cost.ToString("$0.######", CultureInfo.InvariantCulture));
        if (turn.Spill is { } spill)
            words.Add("paid: " + spill);
        if (turn.Attempts is > 1 and var attempts)
            words.Add(Of($"{attempts} attempts: ") + string.Join(", ", turn.Trail.Select(step => $"{step.Route} {step.Verdict}")));
        if (turn.IsStopped)
            words.Add("stopped");
        return string.Join(" · ", words);
    }

    public static string Of(TurnError error)
    {
        var cure = error.Code == "invalid_api_key" ? $" Set {Companion.KeyVariable} to a client key of that gateway." : "";
        return (error.Code is { } code ? $"{code}: {error.Message}" : error.Message) + cure;
    }

    private static string Span(TimeSpan span) => span.TotalSeconds < 1 ? Of($"{span.TotalMilliseconds:0} ms") : Of($"{span.TotalSeconds:0.0} s");

    private static string Of(FormattableString text) => FormattableString.Invariant(text);
}
