using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Free;
using Gratis.Hosting.Options;

namespace Gratis.AspNetCore.Providers;

/// <summary>What is known of a provider, in a word or two; <c>?</c> where nobody knows. The same over the API and on the command line.</summary>
internal static class ProviderWords
{
    public const string Unknown = "?";

    public static string Spell(this ProviderTier tier) => tier switch
    {
        ProviderTier.Standing => "standing",
        ProviderTier.Credits => "credits",
        _ => "none",
    };

    public static string Spell(this Permanence permanence) => permanence switch
    {
        Permanence.Credits => "credits",
        Permanence.Trial => "trial",
        Permanence.Preview => "preview",
        Permanence.Standing => "standing",
        Permanence.Ended => "ended",
        _ => "none",
    };

    public static string Spell(this FreeFactsRule rule) => rule switch
    {
        FreeFactsRule.Price => "price",
        FreeFactsRule.Suffix => "suffix",
        FreeFactsRule.List => "list",
        FreeFactsRule.All => "all",
        FreeFactsRule.Marked => "marked",
        _ => "none",
    };

    /// <summary>By what its free models are recognised: the owner's rule, or else that of the facts.</summary>
    public static string FreeRuleOf(ProviderFacts? facts, ProviderOptions? asked, bool isLocal)
    {
        if (isLocal)
            return "none: own hardware";
        if (asked?.Free is { } own)
            return "your rule: " + Words(own);
        if (facts is not { Free: var free })
            return "priced at zero";
        var words = free.Rule switch
        {
            FreeFactsRule.Price => "priced at zero in its list",
            FreeFactsRule.Suffix => $"ids that end with {free.Suffix}",
            FreeFactsRule.List => string.Create(CultureInfo.InvariantCulture, $"{free.Models.Count} named in its free plan"),
            FreeFactsRule.All => "all, by a plan without charge",
            FreeFactsRule.Marked => $"marked {free.Field}={free.FieldValue} in its list",
            _ => facts.Tier == ProviderTier.Credits ? "none: only a credit that runs out" : "none, unless priced at zero",
        };
        return free.Except.Count > 0 ? words + ", with exceptions" : words;
    }

    /// <summary>What it asks for before it gives a key.</summary>
    public static string NeedsOf(ProviderFacts? facts)
    {
        if (facts?.Needs is not { } needs)
            return Unknown;
        string[] wanted = [.. Wanted(needs)];
        return wanted.Length > 0 ? string.Join(", ", wanted) : needs is { Phone: false, Card: false } ? "nothing" : Unknown;
    }

    public static string YesNo(bool? answer) => answer switch { true => "yes", false => "no", null => Unknown };

    private static IEnumerable<string> Wanted(NeedsFacts needs)
    {
        if (needs.Phone == true)
            yield return "phone";
        if (needs.Card == true)
            yield return "card";
        if (needs.Other is { } other)
            yield return other;
    }

    private static string Words(FreeRule rule) => rule switch
    {
        FreeRule.All => "all",
        FreeRule.None => "none",
        FreeRule.Suffix => "ids that end with :free",
        FreeRule.List => "those with free: true",
        _ => "priced at zero",
    };
}
