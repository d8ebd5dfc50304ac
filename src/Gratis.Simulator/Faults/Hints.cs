namespace Gratis.Simulator.Faults;

/// <summary>Where a 429 says when to come back.</summary>
[Flags]
public enum Hints
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In headers.</summary>
    Header = 1,

    /// <summary>In the body.</summary>
    Body = 2,

    /// <summary>Wherever this provider does.</summary>
    All = Header | Body,
}
