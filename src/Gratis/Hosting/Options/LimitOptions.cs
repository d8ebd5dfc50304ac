using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Catalog.Limits;

namespace Gratis.Hosting.Options;

/// <summary>Limits as people write them; each becomes a quota pool.</summary>
public sealed class LimitOptions
{
    private const long Most = 1_000_000_000_000;

    /// <summary>Requests per second.</summary>
    [Description("Requests per second (rolling).")]
    [Range(1, Most)]
    public long? Rps { get; set; }

    /// <summary>Requests per minute.</summary>
    [Description("Requests per minute (rolling).")]
    [Range(1, Most)]
    public long? Rpm { get; set; }

    /// <summary>Requests per hour.</summary>
    [Description("Requests per hour (rolling).")]
    [Range(1, Most)]
    public long? Rph { get; set; }

    /// <summary>Requests per day.</summary>
    [Description("Requests per day.")]
    [Range(1, Most)]
    public long? Rpd { get; set; }

    /// <summary>Requests per month.</summary>
    [Description("Requests per month.")]
    [Range(1, Most)]
    public long? Rpmo { get; set; }

    /// <summary>Tokens per minute.</summary>
    [Description("Tokens per minute (rolling).")]
    [Range(1, Most)]
    public long? Tpm { get; set; }

    /// <summary>Tokens per hour.</summary>
    [Description("Tokens per hour (rolling).")]
    [Range(1, Most)]
    public long? Tph { get; set; }

    /// <summary>Tokens per day.</summary>
    [Description("Tokens per day.")]
    [Range(1, Most)]
    public long? Tpd { get; set; }

    /// <summary>Tokens per month.</summary>
    [Description("Tokens per month.")]
    [Range(1, Most)]
    public long? Tpmo { get; set; }

    /// <summary>Calls in flight at once.</summary>
    [Description("Calls in flight at once.")]
    [Range(1, 1_000_000)]
    public int? Concurrency { get; set; }

    /// <summary>When the days and months of these limits end.</summary>
    [Description("Time zone whose midnight ends these days and months (default UTC, for a model its provider's), or 'rolling'.")]
    public string? Reset { get; set; }

    /// <summary>How windows of an hour or longer are spread, the built-in ones too.</summary>
    [Description("How windows of an hour or longer are spent, the built-in ones too: off (default; first come, first served), even (no faster than the window passes) or reserve (a share is kept for interactive requests).")]
    public PacingKind? Pacing { get; set; }

    /// <summary>The share that <see cref="PacingKind.Reserve"/> keeps.</summary>
    [Description("The share that pacing: reserve keeps for interactive requests (default 0.2).")]
    [Range(0d, 1d)]
    public double? ReserveShare { get; set; }
}
