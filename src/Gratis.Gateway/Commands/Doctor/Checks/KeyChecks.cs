using Gratis.Gateway.Commands.Doctor.Facts;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>Providers and their keys, as far as one can tell by looking.</summary>
internal static class KeyChecks
{
    private const string Check = "keys";

    public static IEnumerable<Finding> Of(IReadOnlyList<KeyLook> accounts)
    {
        if (accounts.Count == 0)
        {
            yield return Finding.Warning(
                Check, "no provider can be called: a gateway would serve simulated models", "a key of at least one provider",
                "Set one, for example OPENROUTER_API_KEY. `gratis providers` lists them all, with where to sign up.");
            yield break;
        }

        foreach (var account in accounts)
        {
            if (account.Oddity is { } oddity)
                yield return Finding.Error(Check, $"the key of {account.Account} can be none: {oddity}", "a key as its provider shows it", $"Copy it anew; `gratis providers {account.Provider}` says where it is set.");
        }

        // Somebody has copied the wrong line: it cannot be right for both.
        foreach (var same in accounts.Where(account => account.HasKey).GroupBy(account => account.Fingerprint).Where(group => group.DistinctBy(account => account.Provider).Count() > 1))
        {
            var names = string.Join(" and ", same.Select(account => account.Account));
            yield return Finding.Warning(Check, $"{names} have the same key", "a key of its own for each provider", "Set the right key for each; `gratis providers` says by which variable.");
        }

        var providers = accounts.DistinctBy(account => account.Provider).Count();
        yield return Finding.Ok(Check, $"{Counted(providers, "provider")} configured, {Counted(accounts.Count(account => account.HasKey), "key")}");
    }

    private static string Counted(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
