using System.Net.Http.Headers;

namespace Gratis.Upstream.Verdicts;

/// <summary>Whether the headers say that a limit is the account's and not one model's.</summary>
internal static class LimitScope
{
    private static readonly string[] Names = ["x-ratelimit-scope", "ratelimit-scope", "x-rate-limit-scope"];
    private static readonly string[] Accounts = ["account", "user", "organization", "org", "project", "global", "key", "ip"];

    public static bool IsAccount(HttpHeadersNonValidated headers)
    {
        foreach (var name in Names)
        {
            if (!headers.TryGetValues(name, out var values))
                continue;

            foreach (var value in values)
            {
                if (IsAccount(value))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the value of such a header names an account.</summary>
    public static bool IsAccount(string value) => Accounts.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);
}
