using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>What is known of one model of a provider before its list was ever asked. Counts until something better is known.</summary>
internal sealed record ModelFacts
{
    /// <summary>What to put into <c>model</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public ModelKind Kind { get; init; } = ModelKind.Chat;

    /// <summary>Good sources call it free and none contradicts. Never a proof.</summary>
    public bool IsBelievedFree { get; init; }

    /// <summary>In tokens.</summary>
    public int? Context { get; init; }

    /// <summary>In tokens.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>What it can and cannot do, as far as anybody says.</summary>
    public CapabilitySet Capabilities { get; init; }

    /// <summary>Those of <see cref="Capabilities"/> that somebody saw at work on this provider, and did not only read.</summary>
    public Capability Seen { get; init; }

    /// <summary>When the model came out.</summary>
    public DateOnly? Released { get; init; }

    /// <summary>Why all of this is believed.</summary>
    public required Evidence Evidence { get; init; }
}
