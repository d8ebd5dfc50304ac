namespace Gratis.AspNetCore.Accounts;

/// <summary>One account as its owner may see it: never its key.</summary>
/// <param name="Id">By which it is named over the API and on the command line.</param>
/// <param name="AccountId">Its name in the catalogue, in quotas and in logs.</param>
/// <param name="Provider">The provider's id.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record AccountEntry(string Id, string AccountId, string Provider, AccountSource Source)
{
    // Of a shorter one, four characters would be too much.
    private const int ShortestWithEnd = 12;

    /// <summary>Its place among all accounts, which none before or behind it ever changes: a list goes on from there.</summary>
    public required string Place { get; init; }

    /// <summary>What its owner calls it.</summary>
    public string? Label { get; init; }

    /// <summary>The end of its key, to recognise it by; null where that would tell too much, or where the key cannot be read.</summary>
    public string? Last4 { get; init; }

    /// <summary>The environment variable that holds it.</summary>
    public string? Variable { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>When it was added; null where nobody noted that.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Why it does not serve, whatever its provider says.</summary>
    public AccountHealth? Flaw { get; init; }

    /// <summary>The end of a key, where it may be shown.</summary>
    public static string? EndOf(string key) => key.Length >= ShortestWithEnd ? key[^4..] : null;
}

/// <summary>Where an account comes from.</summary>
internal enum AccountSource
{
    /// <summary>The config file, or the environment in its place.</summary>
    Config,

    /// <summary>A variable of the environment that is usual for the provider.</summary>
    Environment,

    /// <summary>The owner added it.</summary>
    Stored,
}

/// <summary>How an account stands: a word for programs, a sentence for people, and until when, where that is known.</summary>
internal sealed record AccountHealth(string State, string? Reason = null, DateTimeOffset? Until = null);
