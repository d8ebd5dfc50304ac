namespace Gratis.Catalog.Limits;

/// <summary>How a pool is spread over its window.</summary>
public enum PacingKind
{
    /// <summary>First come, first served.</summary>
    Off,

    /// <summary>No faster than the window passes.</summary>
    Even,

    /// <summary>A share is kept for interactive requests.</summary>
    Reserve,
}

/// <summary>The owner's wish for one pool.</summary>
/// <param name="Kind">How it is spread.</param>
/// <param name="Share">The share kept for interactive requests, 0 to 1.</param>
internal readonly record struct Pacing(PacingKind Kind, double Share = 0);
