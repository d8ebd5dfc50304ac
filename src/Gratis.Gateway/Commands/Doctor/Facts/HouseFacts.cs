using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands.Doctor.Facts;

/// <summary>The data folder.</summary>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="Exists">It is there.</param>
/// <param name="Refusal">Why nothing can be written there; null where it can.</param>
/// <param name="Mode">Who may do what; null where the system has other rights.</param>
/// <param name="FreeBytes">Room on its disk; null where nobody says.</param>
internal sealed record FolderFacts(string Path, bool Exists, string? Refusal, UnixFileMode? Mode, long? FreeBytes);

/// <summary>The database.</summary>
/// <param name="Path">Where it is, or would be.</param>
internal sealed record DatabaseFacts(string Path)
{
    public bool Exists { get; init; }

    public long Bytes { get; init; }

    /// <summary>Why it cannot be used, with what to do.</summary>
    public string? Fault { get; init; }

    /// <summary>What SQLite's own check says is broken.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];

    /// <summary>What the owner should know of it.</summary>
    public string? Note { get; init; }

    /// <summary>Another process has it open.</summary>
    public bool IsHeld { get; init; }
}

/// <summary>Where the gateway would listen.</summary>
/// <param name="Address">The configured address.</param>
/// <param name="State">Who is there.</param>
/// <param name="Detail">The version of a gateway that runs there, or why the address cannot be used.</param>
internal sealed record PortFacts(ListenAddress Address, PortState State, string Detail = "");

/// <summary>Who is at an address.</summary>
internal enum PortState
{
    Free,

    /// <summary>A gateway of ours.</summary>
    Ours,

    /// <summary>Another program.</summary>
    Taken,

    /// <summary>Nobody, and nobody may listen there.</summary>
    Unusable,
}

/// <summary>Who may do what.</summary>
internal sealed record AccessFacts
{
    /// <summary>Only this machine reaches the gateway.</summary>
    public required bool IsLoopback { get; init; }

    public required string Host { get; init; }

    /// <summary>Keys of the config and issued ones.</summary>
    public int ClientKeys { get; init; }

    /// <summary>Names of keys in the config that could be guessed.</summary>
    public IReadOnlyList<string> ShortClientKeys { get; init; } = [];

    /// <summary>How long the owner's own admin token is; null where there is none.</summary>
    public int? AdminTokenLength { get; init; }

    /// <summary>The gateway has generated one.</summary>
    public bool HasGeneratedToken { get; init; }
}

/// <summary>What the config names that should be there.</summary>
internal sealed record RoutingFacts
{
    /// <summary>Targets of pools, and of spill, that nobody serves: where they stand, and what they name.</summary>
    public IReadOnlyList<(string Where, string Target)> Unserved { get; init; } = [];

    /// <summary>Pools that nothing at all backs.</summary>
    public IReadOnlyList<string> EmptyPools { get; init; } = [];

    public int Pools { get; init; }

    public int FreeRoutes { get; init; }

    public int Routes { get; init; }

    /// <summary>Spill may spend, and there is no paid route it could spend on.</summary>
    public bool SpillHasNoRoute { get; init; }

    public bool MaySpill { get; init; }
}
