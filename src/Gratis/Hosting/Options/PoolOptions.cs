using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Catalog;

namespace Gratis.Hosting.Options;

/// <summary>A virtual model the owner configured.</summary>
public sealed class PoolOptions
{
    /// <summary>How the next target is chosen.</summary>
    [Description("weighted (smooth, default), priority (list order), ranked (best first) or round_robin.")]
    public PoolStrategy Strategy { get; set; }

    /// <summary>Its routes.</summary>
    [Description("Its targets, best first.")]
    public IList<PoolTargetOptions> Targets { get; } = [];

    /// <summary>Pools that answer when no target can.</summary>
    [Description("Pools that take over when no target can answer.")]
    public IList<string> Fallback { get; } = [];
}

/// <summary>One target of a pool.</summary>
public sealed class PoolTargetOptions
{
    /// <summary>A route, <c>provider/model</c>.</summary>
    [Description("A route: provider/model.")]
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Its share under the weighted strategy.</summary>
    [Description("Its share under the weighted strategy (default 1).")]
    [Range(0, 1_000_000)]
    public int Weight { get; set; } = 1;
}
