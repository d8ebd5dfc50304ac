using System.Globalization;
using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Answers;

/// <summary>One admitted call and the answer to it: all that a personality needs to write it down.</summary>
internal sealed record Call(string Provider, ModelSpec Model, Prompt Prompt, Answer Answer, DateTimeOffset Now, long Number)
{
    /// <summary>The prices in force, in USD per million tokens.</summary>
    public decimal InputPrice { get; init; }

    public decimal OutputPrice { get; init; }

    public string Hex => Number.ToString("x12", CultureInfo.InvariantCulture);

    public decimal InputCost => Answer.InputTokens * InputPrice / 1_000_000m;

    public decimal CostOf(int outputTokens) => InputCost + (outputTokens * OutputPrice / 1_000_000m);
}

/// <summary>Where in an answer a piece of JSON stands.</summary>
internal enum Place
{
    /// <summary>A whole answer that is no stream.</summary>
    Whole,

    /// <summary>The first chunk.</summary>
    First,

    /// <summary>A chunk in the middle.</summary>
    Middle,

    /// <summary>The chunk that carries the finish reason.</summary>
    Finish,

    /// <summary>A chunk that carries only usage.</summary>
    Usage,
}
