using System.ComponentModel;
using Gratis.Dispatch;

namespace Gratis.Hosting.Options;

/// <summary>What the owner asked of the engine. Bound once, checked, then turned into an immutable catalogue.</summary>
public sealed class GratisOptions
{
    /// <summary>Providers by id; a known id takes everything that is not set here from the built-in facts.</summary>
    [Description("Providers by id. A known provider needs only its key; the rest comes from the built-in facts.")]
    public IDictionary<string, ProviderOptions> Providers { get; } = new Dictionary<string, ProviderOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Virtual models the owner configured, by name.</summary>
    [Description("Virtual models of your own, by name.")]
    public IDictionary<string, PoolOptions> Pools { get; } = new Dictionary<string, PoolOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Attempts, deadlines and sizes of one request.</summary>
    public RequestLimits Requests { get; set; } = new();
}
