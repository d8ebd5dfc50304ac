namespace Gratis.Stores;

/// <summary>What the rows of a report are about.</summary>
internal enum UsageColumn
{
    /// <summary>Everything together.</summary>
    Total,

    /// <summary>The name that was asked for.</summary>
    Model,

    /// <summary>The route that answered, else the one that was asked last.</summary>
    Route,

    /// <summary>That route's provider.</summary>
    Provider,

    /// <summary>The client's key.</summary>
    Client,

    /// <summary>What came of it.</summary>
    Outcome,
}

/// <summary>What is asked: whole hours or whole days of UTC, each counted from the first of January 1970.</summary>
/// <param name="Column">What the rows are about.</param>
/// <param name="IsByDay">Days; else hours.</param>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal sealed record UsageQuestion(UsageColumn Column, bool IsByDay, long From, long To);

/// <summary>What requests added up to.</summary>
/// <param name="Series">Everything together, by the number of its hour or day; those without requests are missing.</param>
/// <param name="Rows">Over the whole time by their key, most requests first; an empty key stands for none.</param>
/// <param name="Total">Everything.</param>
internal sealed record UsageReport(IReadOnlyList<(long At, UsageFigures Figures)> Series, IReadOnlyList<(string Key, UsageFigures Figures)> Rows, UsageFigures Total);

/// <summary>Some requests, added up.</summary>
internal sealed record UsageFigures
{
    /// <summary>No request.</summary>
    public static UsageFigures None { get; } = new();

    public long Requests { get; init; }

    public long Served { get; init; }

    /// <summary>Those that neither were served nor given up by their client.</summary>
    public long Failed { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public decimal CostUsd { get; init; }

    /// <summary>Milliseconds that half, and that 95 of 100, of the served ones took at most.</summary>
    public (long P50, long P95)? Took { get; init; }

    /// <summary>The same until the first token, of streams.</summary>
    public (long P50, long P95)? FirstToken { get; init; }

    /// <summary>Served of those that clients waited for to the end; null where there were none.</summary>
    public double? Success => Served + Failed == 0 ? null : (double)Served / (Served + Failed);
}
