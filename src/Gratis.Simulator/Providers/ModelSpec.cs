using Gratis.Simulator.Limits;

namespace Gratis.Simulator.Providers;

/// <summary>One model as a simulated provider offers it.</summary>
/// <param name="Id">The provider's own id for it.</param>
public sealed record ModelSpec(string Id)
{
    /// <summary>What it does.</summary>
    public ModelKind Kind { get; init; }

    /// <summary>When it appears, counted from when its provider joined the world.</summary>
    public TimeSpan From { get; init; }

    /// <summary>When it is withdrawn, counted likewise; null stays.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>How long the list goes on showing it after that.</summary>
    public TimeSpan Lingers { get; init; }

    /// <summary>The day its maker released it, as lists tell.</summary>
    public DateOnly Released { get; init; } = new(2026, 1, 1);

    /// <summary>How its price changes from what it first was.</summary>
    public IReadOnlyList<PriceChange> Prices { get; init; } = [];

    /// <summary>USD per million input tokens; zero is free.</summary>
    public decimal InputPrice { get; init; }

    /// <summary>USD per million output tokens; zero is free.</summary>
    public decimal OutputPrice { get; init; }

    /// <summary>Tokens in and out that fit together.</summary>
    public int Context { get; init; } = 32768;

    /// <summary>The longest answer in tokens.</summary>
    public int MaxOutput { get; init; } = 8192;

    /// <summary>Calls tools.</summary>
    public bool Tools { get; init; } = true;

    /// <summary>Reads images.</summary>
    public bool Vision { get; init; }

    /// <summary>Thinks aloud before it answers.</summary>
    public bool Reasoning { get; init; }

    /// <summary>Follows a JSON schema.</summary>
    public bool StructuredOutput { get; init; } = true;

    /// <summary>Whether the provider's list shows it.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>The length of an embedding vector.</summary>
    public int Dimensions { get; init; } = 64;

    /// <summary>Words that every answer is filled up to; zero answers with the echo alone.</summary>
    public int Words { get; init; }

    /// <summary>Limits of this model alone.</summary>
    public IReadOnlyList<LimitSpec> Limits { get; init; } = [];

    /// <summary>How fast it answers; null takes the provider's pace.</summary>
    public Pace? Pace { get; init; }

    /// <summary>True when it costs nothing at first.</summary>
    public bool IsFree => InputPrice == 0 && OutputPrice == 0;
}
