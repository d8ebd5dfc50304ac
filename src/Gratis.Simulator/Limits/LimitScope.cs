namespace Gratis.Simulator.Limits;

/// <summary>Who shares one counter of a limit.</summary>
public enum LimitScope
{
    /// <summary>Every call of one account.</summary>
    Account,

    /// <summary>Every call of one account to one model.</summary>
    AccountModel,

    /// <summary>Every call of everybody.</summary>
    Provider,

    /// <summary>Every call from one network address.</summary>
    Address,
}
