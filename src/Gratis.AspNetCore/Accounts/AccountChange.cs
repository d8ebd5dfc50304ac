using Gratis.Stores;

namespace Gratis.AspNetCore.Accounts;

/// <summary>Accounts to add: one for each key.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Label">What the owner calls them.</param>
internal sealed record NewAccounts(string Provider, IReadOnlyList<string> Keys, string? Label)
{
    /// <summary>Without the keys.</summary>
    public override string ToString() => $"{Keys.Count} key(s) of {Provider}";
}

/// <summary>What is to change of an account; what is not named stays.</summary>
/// <param name="NamesIt">The label is to change.</param>
/// <param name="Label">To this; null: none.</param>
/// <param name="IsEnabled">Whether it is to serve.</param>
internal sealed record AccountPatch(bool NamesIt, string? Label, bool? IsEnabled);

/// <summary>What came of a change.</summary>
/// <param name="Accounts">The accounts as they are now; none where one was removed.</param>
/// <param name="Problem">Why nothing was changed.</param>
/// <param name="Holder">The account that has the key already.</param>
internal sealed record AccountChange(IReadOnlyList<StoredAccount> Accounts, AccountProblem Problem = AccountProblem.None, string? Holder = null)
{
    /// <summary>Nothing was changed.</summary>
    public AccountChange(AccountProblem problem, string? holder = null)
        : this([], problem, holder)
    {
    }

    /// <summary>The account that was removed.</summary>
    public string? Removes { get; init; }
}

/// <summary>Why accounts cannot be changed so.</summary>
internal enum AccountProblem
{
    None,

    /// <summary>There is no account of that id.</summary>
    Unknown,

    /// <summary>It stands in the config or the environment, and is changed there.</summary>
    ReadOnly,

    /// <summary>Another account of the provider has that key.</summary>
    KeyIsTaken,

    /// <summary>There are as many as there may be.</summary>
    TooMany,
}
