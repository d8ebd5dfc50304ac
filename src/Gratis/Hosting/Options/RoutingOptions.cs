using System.ComponentModel;

namespace Gratis.Hosting.Options;

/// <summary>How routes are chosen, beyond their order.</summary>
public sealed class RoutingOptions
{
    /// <summary>Whether a second route is asked when the first is slower than usual.</summary>
    [Description("Ask a second free route when the first takes longer than it does 95 % of the time; the quicker answer counts, and both count against quotas.")]
    public bool Hedge { get; set; }
}
