using System.Text.Json;
using Gratis.Catalog;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>What the reply to a probe proves. Only a plain yes and a plain no count; everything else is inconclusive.</summary>
internal static class ProbeJudge
{
    public static ProbeFinding Judge(ProbeKind kind, ProbeReply reply)
    {
        if (!reply.IsServed)
            return Refusal(kind, reply.Judgement);
        if (reply.Dropped.Count > 0 && kind.Capability != Capability.None)
            return new(kind, ProbeOutcome.Inconclusive, $"the route does not take {string.Join(", ", reply.Dropped)}, and so was not asked");
        if (kind == ProbeKind.Ping)
            return new(kind, ProbeOutcome.Supported, "answered a direct call");
        if ((reply.Facts.Substance & Substance.Refusal) != 0 || reply.Facts.Finish == FinishReason.ContentFilter)
            return new(kind, ProbeOutcome.Inconclusive, "would not answer, which says nothing of what it can do");

        var (outcome, detail) = JsonReading.Read(reply.Body, answer => Judge(kind, ChatAnswer.MessageOf(answer), reply.Facts), (ProbeOutcome.Inconclusive, "the answer cannot be read"));
        return new ProbeFinding(kind, outcome, detail);
    }

    private static (ProbeOutcome, string) Judge(ProbeKind kind, JsonElement message, in AnswerFacts facts)
    {
        var text = ChatAnswer.TextOf(message);
        return kind switch
        {
            ProbeKind.Tools => Tools(message, text, facts),
            ProbeKind.Vision => Vision(text),
            ProbeKind.StructuredOutput => StructuredOutput(text, facts),
            _ => text.Length > 0 ? (ProbeOutcome.Supported, "wrote text") : (ProbeOutcome.Inconclusive, "wrote nothing"),
        };
    }

    private static ProbeFinding Refusal(ProbeKind kind, Judgement judgement)
    {
        var words = judgement.Detail is { } said ? $"{judgement.Verdict.Spell()}: {said}" : judgement.Verdict.Spell();
        var isPlain = kind == ProbeKind.Ping
            ? judgement.Verdict == Verdict.ModelGone
            : judgement.Verdict == Verdict.Refused && judgement.Capability == kind.Spell();
        return new ProbeFinding(kind, isPlain ? ProbeOutcome.Unsupported : ProbeOutcome.Inconclusive, words);
    }

    private static (ProbeOutcome, string) Tools(JsonElement message, string text, in AnswerFacts facts)
    {
        if (JsonReading.Find(message, "tool_calls") is { ValueKind: JsonValueKind.Array } calls && calls.GetArrayLength() > 0)
        {
            return IsAddition(calls[0])
                ? (ProbeOutcome.Supported, "called the function it had to, with the right arguments")
                : (ProbeOutcome.Inconclusive, "called something else than it had to, or with other arguments");
        }

        return facts.Finish != FinishReason.Length && text.Length > 0
            ? (ProbeOutcome.Unsupported, "answered a forced call in prose")
            : (ProbeOutcome.Inconclusive, "neither called nor said anything in the room it had");
    }

    private static bool IsAddition(JsonElement call) =>
        JsonReading.Find(call, "function") is { } function
        && JsonReading.Find(function, "name") is { ValueKind: JsonValueKind.String } name && name.GetString() == "add"
        && JsonReading.Find(function, "arguments") is { ValueKind: JsonValueKind.String } arguments
        && JsonReading.Read(
            arguments.GetString()!,
            static given => JsonReading.Find(given, "a") is { ValueKind: JsonValueKind.Number } && JsonReading.Find(given, "b") is { ValueKind: JsonValueKind.Number },
            otherwise: false);

    // Many a model that sees nothing answers all the same: only the right colour says that it saw.
    private static (ProbeOutcome, string) Vision(string text) => text.Contains("red", StringComparison.OrdinalIgnoreCase)
        ? (ProbeOutcome.Supported, "named the colour of an image")
        : (ProbeOutcome.Inconclusive, "did not name the colour of an image");

    private static (ProbeOutcome, string) StructuredOutput(string text, in AnswerFacts facts)
    {
        if (JsonReading.Read(text, KeepsToSchema, otherwise: null) is { } keeps)
            return keeps ? (ProbeOutcome.Supported, "kept to a strict schema") : (ProbeOutcome.Unsupported, "answered a strict schema with other JSON");
        return facts.Finish != FinishReason.Length && text.Length > 0 && !text.Contains('{', StringComparison.Ordinal)
            ? (ProbeOutcome.Unsupported, "answered a strict schema in prose")
            : (ProbeOutcome.Inconclusive, "gave neither the JSON that was asked for nor plain prose");
    }

    private static bool? KeepsToSchema(JsonElement given) =>
        JsonReading.Find(given, "sum") is { ValueKind: JsonValueKind.Number } sum && sum.TryGetInt32(out _) && given.EnumerateObject().Count() == 1;
}
