using System.Text.Json;

namespace Gratis.Simulator.Answers;

/// <summary>What a client asks for, as far as a simulated provider must know it.</summary>
internal sealed class Prompt(JsonElement root)
{
    /// <summary>The whole request.</summary>
    public JsonElement Root { get; } = root;

    public string Model { get; init; } = "";

    public bool Stream { get; init; }

    public bool IncludeUsage { get; init; }

    public int? MaxTokens { get; init; }

    public int InputTokens { get; init; }

    public string LastUserText { get; init; } = "";

    public bool EndsWithToolResult { get; init; }

    public bool HasImages { get; init; }

    /// <summary>The tools' function objects.</summary>
    public IReadOnlyList<JsonElement> Functions { get; init; } = [];

    /// <summary><c>auto</c>, <c>none</c>, <c>required</c>, or the name of one function after a colon.</summary>
    public string ToolChoice { get; init; } = "auto";

    /// <summary>The schema of the answer, if one is wanted.</summary>
    public JsonElement? Schema { get; init; }

    public bool WantsJson { get; init; }

    /// <summary>The texts to embed or to rank.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    public string Query { get; init; } = "";
}
