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

    /// <summary>Failures in a row after which this pool leaves a target alone; null: health alone decides.</summary>
    [Description("After so many failures in a row this pool leaves a target alone for cooldown_time and asks it only when nothing else can answer. Absent: never; what everybody knows of its health still counts.")]
    [Range(1, 1_000)]
    public int? AllowedFails { get; set; }

    /// <summary>How long it is left alone.</summary>
    [Description("How long a target is left alone after allowed_fails (default 60s).")]
    [Range(1, 86_400)]
    public TimeSpan? CooldownTime { get; set; }

    /// <summary>What <see cref="CooldownTime"/> is where nobody says.</summary>
    internal static TimeSpan UsualCooldown { get; } = TimeSpan.FromSeconds(60);
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
