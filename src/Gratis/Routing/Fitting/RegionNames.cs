using System.Collections.Frozen;

namespace Gratis.Routing.Fitting;

/// <summary>What regions hold others: a country of the European Union lies in <c>eu</c>.</summary>
internal static class RegionNames
{
    private const string Union = "eu";

    private static readonly FrozenSet<string> Members = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk");

    /// <summary>Whether whoever is in <paramref name="region"/> is in <paramref name="wider"/>.</summary>
    public static bool Covers(string wider, string region) =>
        wider.Equals(region, StringComparison.OrdinalIgnoreCase) || (wider.Equals(Union, StringComparison.OrdinalIgnoreCase) && Members.Contains(region));

    /// <summary>Whether somebody may be in both.</summary>
    public static bool Meet(string one, string other) => Covers(one, other) || Covers(other, one);
}
