namespace Gratis.Stores;

/// <summary>One thing that was done to the gateway. It holds no secret: what a request's body said in words is not in it.</summary>
internal sealed record AuditEntry
{
    /// <summary>Its place in the log, from 1; 0 until it is written.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How whoever did it is known: <c>session</c>, <c>token</c>, <c>link</c>, <c>file</c>, or <c>unknown</c>.</summary>
    public required string Who { get; init; }

    /// <summary>The address it came from; null where it came from none.</summary>
    public string? Remote { get; init; }

    /// <summary>What it was: <c>change</c>, <c>sign_in</c>, <c>sign_out</c>, <c>reload</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The request's method; null where it was no request.</summary>
    public string? Method { get; init; }

    /// <summary>The request's path, without its query.</summary>
    public string? Path { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Target { get; init; }

    /// <summary>What was answered.</summary>
    public int? Status { get; init; }

    /// <summary>More of it, for people.</summary>
    public string? Detail { get; init; }
}
