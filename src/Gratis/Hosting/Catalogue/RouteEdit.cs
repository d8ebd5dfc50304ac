using Gratis.Catalog;

namespace Gratis.Hosting.Catalogue;

/// <summary>What the owner changed of one route over the API; it wins over the file until the file's own value changes.</summary>
internal sealed record RouteEdit
{
    /// <summary>Switched on or off; null: as it comes.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The tri-state override of being free.</summary>
    public bool? Free { get; init; }

    /// <summary>What the config said about being free when that was said.</summary>
    public string? FreeInFile { get; init; }

    /// <summary>Capabilities that the owner claims or denies.</summary>
    public CapabilitySet Capabilities { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Nothing is left of it.</summary>
    public bool IsEmpty => Enabled is null && Free is null && Capabilities == default;
}
