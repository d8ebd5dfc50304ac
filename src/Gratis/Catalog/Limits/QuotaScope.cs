namespace Gratis.Catalog.Limits;

/// <summary>Who spends a quota pool together.</summary>
internal enum QuotaScope
{
    /// <summary>One model on one account: every matching model has a counter of its own.</summary>
    AccountModel,

    /// <summary>All matching models of one account share one counter.</summary>
    ModelClass,

    /// <summary>Everything one account serves.</summary>
    Account,

    /// <summary>Everything this machine sends to the provider, whichever account pays: limits by address.</summary>
    Egress,

    /// <summary>Everything at the provider, whichever account: keys of one organisation share it.</summary>
    Provider,

    /// <summary>One client of the gateway.</summary>
    ClientKey,

    /// <summary>Everything that is paid for, or what one client of it may spend.</summary>
    Budget,
}
