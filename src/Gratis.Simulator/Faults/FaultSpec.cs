namespace Gratis.Simulator.Faults;

/// <summary>One thing that goes wrong: where, when, how often, and how.</summary>
/// <param name="Kind">What goes wrong; it says which of the parameters below it reads.</param>
public sealed record FaultSpec(FaultKind Kind)
{
    /// <summary>Only providers whose id matches (<c>*</c> stands for anything); null means all.</summary>
    public string? Provider { get; init; }

    /// <summary>Only models whose id matches; null means all.</summary>
    public string? Model { get; init; }

    /// <summary>Only the account with this label; null means all.</summary>
    public string? Key { get; init; }

    /// <summary>Which requests it meets.</summary>
    public FaultTarget On { get; init; }

    /// <summary>Begins so long after it was added; a scenario's faults are added when the world begins.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Ends so long after it began; null never ends.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Lets so many matching requests pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Meets only so many matching requests; null means all.</summary>
    public int? Requests { get; init; }

    /// <summary>Chance for each matching request, decided by the world's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>A delay.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A number of chunks.</summary>
    public int Count { get; init; }

    /// <summary>A number of bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether Content-Length still promises what was cut away.</summary>
    public bool KeepsLength { get; init; }

    /// <summary>An HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>Headers of a given answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body of a given answer.</summary>
    public string? Body { get; init; }

    /// <summary>A content type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where a redirect points.</summary>
    public string Location { get; init; } = "https://elsewhere.invalid/";

    /// <summary>How a 429 tells when to come back.</summary>
    public Hints Hints { get; init; } = Hints.All;

    /// <summary>The short name of a limit.</summary>
    public string Limit { get; init; } = "rpm";

    /// <summary>A limit's new amount.</summary>
    public long Amount { get; init; }

    /// <summary>USD per million input tokens.</summary>
    public decimal InputPrice { get; init; } = 1;

    /// <summary>USD per million output tokens.</summary>
    public decimal OutputPrice { get; init; } = 1;

    /// <summary>Whether accounts that do not pay are refused; otherwise they are billed.</summary>
    public bool Refuses { get; init; } = true;

    /// <summary>Whether the model list tells.</summary>
    public bool Listed { get; init; } = true;
}
