namespace Gratis.Catalog;

/// <summary>How a pool chooses among its targets.</summary>
public enum PoolStrategy
{
    /// <summary>Smooth weighted round robin.</summary>
    Weighted,

    /// <summary>List order.</summary>
    Priority,

    /// <summary>The catalogue's ranking.</summary>
    Ranked,

    /// <summary>Each in turn.</summary>
    RoundRobin,
}
