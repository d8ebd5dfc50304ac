namespace Gratis.Simulator.Answers;

/// <summary>One tool call of an answer.</summary>
internal sealed record ToolCall(string Id, string Name, string Arguments);

/// <summary>What a model says, before any provider gives it a shape.</summary>
internal sealed record Answer
{
    public string Text { get; init; } = "";

    public string Reasoning { get; init; } = "";

    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    public string FinishReason { get; init; } = "stop";

    public int InputTokens { get; init; }

    public int ReasoningTokens => Tokens.Upto(Reasoning.Length);

    public int OutputTokens => Tokens.Upto(Characters);

    public int Characters => Reasoning.Length + Text.Length + ToolCalls.Sum(call => call.Name.Length + call.Arguments.Length);
}
