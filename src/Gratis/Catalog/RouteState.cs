namespace Gratis.Catalog;

/// <summary>Whether a route serves.</summary>
internal enum RouteState
{
    /// <summary>It serves, and takes part in virtual models.</summary>
    Enabled,

    /// <summary>It was found and nobody has accepted it: it answers to its full name alone.</summary>
    Found,

    /// <summary>Two proofs say that it is gone: it answers to its full name alone, and an answer brings it back.</summary>
    Dead,

    /// <summary>The owner switched it off.</summary>
    Disabled,
}
