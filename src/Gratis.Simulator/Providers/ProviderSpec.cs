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

/// <summary>One key of a provider.</summary>
/// <param name="Key">The secret.</param>
public sealed record AccountSpec(string Key)
{
    /// <summary>What books and journals call it instead of the secret; by default its number.</summary>
    public string? Label { get; init; }

    /// <summary>True when this account pays for what costs money; otherwise paid models are refused.</summary>
    public bool Pays { get; init; }

    /// <summary>Credit in USD; a paying account without credit is refused too. Null never runs out.</summary>
    public decimal? Credit { get; init; }
}

/// <summary>How to reach one provider of a world.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Kind">Whose manners it has.</param>
/// <param name="BasePath">The path under which its API lives, e.g. <c>/api/v1</c>.</param>
/// <param name="Keys">The keys it accepts.</param>
/// <param name="Models">What it serves.</param>
/// <param name="Limits">Its limits, models' own aside.</param>
public sealed record ProviderEntry(
    string Id, string Kind, string BasePath, IReadOnlyList<string> Keys, IReadOnlyList<ModelSpec> Models, IReadOnlyList<LimitSpec> Limits)
{
    /// <summary>The base URL for a <see cref="Hosting.SimulatorHandler"/>.</summary>
    public Uri InProcessUrl => new($"http://{Id}.sim{BasePath}");

    /// <summary>The base URL below a running <see cref="Hosting.SimulatorHost"/>.</summary>
    public Uri UrlBelow(Uri host) => new(host, $"/{Id}{BasePath}");
}
