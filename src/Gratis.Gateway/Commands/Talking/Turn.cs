namespace Gratis.Gateway.Commands.Talking;

/// <summary>What became of one question.</summary>
internal sealed record Turn
{
    /// <summary>What was answered, as far as it came.</summary>
    public string Text { get; init; } = "";

    /// <summary>Why there is no answer, or no more of it; null where it is whole.</summary>
    public TurnError? Error { get; init; }

    /// <summary>Whoever asked has stopped it.</summary>
    public bool IsStopped { get; init; }

    public string? Route { get; init; }

    public string? Provider { get; init; }

    public int? Attempts { get; init; }

    /// <summary>The calls that were made, in their order.</summary>
    public IReadOnlyList<TrailStep> Trail { get; init; } = [];

    /// <summary>Until the first word; null where none came, or they came all at once.</summary>
    public TimeSpan? FirstToken { get; init; }

    public TimeSpan Took { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public decimal? CostUsd { get; init; }

    /// <summary>Why it was paid for.</summary>
    public string? Spill { get; init; }

    public bool IsServed => Error is null && !IsStopped;
}

/// <summary>One call of a trail.</summary>
internal readonly record struct TrailStep(string Route, string Verdict)
{
    /// <summary>As it stands in a header: <c>route=verdict, route=verdict</c>. Routes may hold equals signs, verdicts none.</summary>
    public static IReadOnlyList<TrailStep> Read(string header) =>
    [
        .. header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(step => (Step: step, At: step.LastIndexOf('=')))
            .Where(step => step.At > 0)
            .Select(step => new TrailStep(step.Step[..step.At], step.Step[(step.At + 1)..])),
    ];
}

/// <summary>An error as the gateway tells it.</summary>
/// <param name="Code">Its code; null where whoever answered has none.</param>
/// <param name="Message">Its message.</param>
/// <param name="Status">The HTTP status; null for an error in the middle of a stream, or none at all.</param>
internal sealed record TurnError(string? Code, string Message, int? Status = null);

/// <summary>One message of a conversation.</summary>
internal sealed record Message(string Role, string Content);
