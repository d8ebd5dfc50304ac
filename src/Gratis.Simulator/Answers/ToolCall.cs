namespace Gratis.Simulator.Answers;

/// <summary>One tool call of an answer.</summary>
internal sealed record ToolCall(string Id, string Name, string Arguments);
