using Gratis.Simulator.Limits;
using Gratis.Simulator.Personalities;

namespace Gratis.Simulator.Providers;

/// <summary>One provider of a world.</summary>
/// <param name="Id">Its id: the host <c>id.sim</c> and the path prefix <c>/id</c>.</param>
/// <param name="Kind">Whose manners it has: a name from <see cref="Kinds"/>.</param>
public sealed record ProviderSpec(string Id, string Kind)
{
    /// <summary>The manners that can be simulated.</summary>
    public static IReadOnlyList<string> Kinds => Roster.Kinds;

    /// <summary>The keys it accepts.</summary>
    public IReadOnlyList<AccountSpec> Accounts { get; init; } = [];

    /// <summary>What it serves.</summary>
    public IReadOnlyList<ModelSpec> Models { get; init; } = [];

    /// <summary>Its limits.</summary>
    public IReadOnlyList<LimitSpec> Limits { get; init; } = [];

    /// <summary>How fast its models answer.</summary>
    public Pace Pace { get; init; } = Pace.Instant;

    /// <summary>True when it serves callers without a key as one account called <c>anonymous</c>.</summary>
    public bool Keyless { get; init; }

    /// <summary>A provider with the published limits and a typical set of models of its kind.</summary>
    public static ProviderSpec Standard(string kind, string? id = null, params string[] keys)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(keys);
        var manners = Roster.Find(kind);
        return new ProviderSpec(id ?? kind, kind)
        {
            Accounts = [.. keys.Select(key => new AccountSpec(key))],
            Models = manners.StandardModels,
            Limits = manners.StandardLimits,
        };
    }
}
