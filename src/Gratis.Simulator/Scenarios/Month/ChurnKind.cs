namespace Gratis.Simulator.Scenarios.Month;

/// <summary>What happens in the month of churn.</summary>
public enum ChurnKind
{
    /// <summary>A new free model.</summary>
    Appears,

    /// <summary>A model is withdrawn.</summary>
    Vanishes,

    /// <summary>A free model costs money, and refuses who does not pay.</summary>
    WantsPayment,

    /// <summary>A free model costs money, and bills everybody without a word but the cost in usage.</summary>
    Bills,

    /// <summary>A model that had turned paid is free again.</summary>
    TurnsFree,

    /// <summary>The provider's list is an HTML page.</summary>
    ListBreaks,

    /// <summary>The provider's list is half of itself.</summary>
    ListShrinks,

    /// <summary>The list is whole again.</summary>
    ListMends,

    /// <summary>The provider accepts no connection.</summary>
    Dies,

    /// <summary>The provider is there again.</summary>
    Returns,

    /// <summary>A key is not accepted any more.</summary>
    KeyRevoked,
}
