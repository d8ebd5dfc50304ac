namespace Gratis.AspNetCore.Accounts;

/// <summary>What may be a key and a label, and what is said where something is not; the same over the API and on the command line.</summary>
internal static class AccountWords
{
    private const int LongestLabel = 100;
    private const int LongestKey = 4096;

    /// <summary>Keys in one change, at most.</summary>
    public const int MostKeys = 100;

    /// <summary>A key as it goes into a header; never in the message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Key(string text, string member)
    {
        var key = text.Trim();
        return key.Length is > 0 and <= LongestKey && key.All(static c => c is > ' ' and <= '~')
            ? key
            : throw new FormatException($"{member} must be a key of 1 to {LongestKey} visible ASCII characters, without spaces.");
    }

    /// <summary>A label, or null for none.</summary>
    /// <exception cref="FormatException">It is too long, or would break a line.</exception>
    public static string? Label(string? text)
    {
        var label = text?.Trim();
        if (string.IsNullOrEmpty(label))
            return null;
        return label.Length <= LongestLabel && !label.Any(char.IsControl)
            ? label
            : throw new FormatException($"label must be a text of at most {LongestLabel} characters on one line.");
    }

    /// <summary>Refuses the same key twice in one change.</summary>
    public static IReadOnlyList<string> Distinct(IReadOnlyList<string> keys) =>
        keys.Distinct(StringComparer.Ordinal).Count() == keys.Count ? keys : throw new FormatException("keys must each be another one: every key is an account of its own.");

    /// <summary>Why nothing was changed.</summary>
    public static string Describe(AccountProblem problem, string id, string? holder) => problem switch
    {
        AccountProblem.ReadOnly => $"{id} comes from the config or the environment. Change it there; what was added to the gateway can be changed here.",
        AccountProblem.KeyIsTaken => $"{holder} has that key already. The same key twice would be one account with two books.",
        AccountProblem.TooMany => $"There may be {AccountVault.MostAccounts} added accounts. Remove those that are not needed.",
        _ => $"There is no account '{id}'.",
    };

    public static string Spell(this AccountSource source) => source switch
    {
        AccountSource.Config => "config",
        AccountSource.Environment => "environment",
        _ => "stored",
    };
}
