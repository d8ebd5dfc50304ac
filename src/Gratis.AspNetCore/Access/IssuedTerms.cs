using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.AspNetCore.Access;

/// <summary>What the owner said of an issued key, between the store and those who hold clients to it.</summary>
internal static class IssuedTerms
{
    private const string Background = "background";

    /// <summary>What a stored key may do.</summary>
    /// <param name="key">The key.</param>
    /// <param name="zone">Whose midnight ends the days and months of its budget.</param>
    public static ClientTerms Of(StoredClientKey key, string zone) => new()
    {
        Name = key.Name,
        Limits = key.Limits,
        Budget = new BudgetTerms(key.DailyBudgetUsd, key.MonthlyBudgetUsd, zone),
        Models = key.Models,
        Policy = key.Policy,
        IsBackground = key.Priority == Background,
        IsSticky = key.IsSticky,
        MaxWait = key.MaxWaitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    /// <summary>The key with these terms.</summary>
    public static StoredClientKey Written(ClientTerms terms, StoredClientKey key) => key with
    {
        Name = terms.Name,
        Limits = terms.Limits,
        DailyBudgetUsd = terms.Budget.PerDay,
        MonthlyBudgetUsd = terms.Budget.PerMonth,
        Models = terms.Models,
        Policy = terms.Policy,
        Priority = terms.IsBackground ? Background : "interactive",
        IsSticky = terms.IsSticky,
        MaxWaitSeconds = (int?)terms.MaxWait?.TotalSeconds,
    };
}
