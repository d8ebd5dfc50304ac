using Gratis.Catalog;
using Gratis.Catalog.Models;

namespace Gratis.Routing.Fitting;

/// <summary>
/// How well a route that may serve a request suits it: 0 is best, and equals keep the order of their lane. What weighs more stands in higher
/// bits: a schema that it has to be told in words, then a window that is known to be too small, then the tier, then what is not known of it, then
/// what would be nice to have.
/// </summary>
internal static class Fit
{
    /// <summary>One more than the worst.</summary>
    public const int Classes = 64;

    private const int Prompted = 32;
    private const int TooSmall = 16;
    private const int Tier = 4;
    private const int Unknown = 2;
    private const int Plain = 1;

    /// <summary>How the tiers follow each other when the wanted one has nothing left.</summary>
    private static readonly ModelTier[][] Steps =
    [
        [ModelTier.Lite, ModelTier.Standard, ModelTier.Large, ModelTier.Reasoning],
        [ModelTier.Standard, ModelTier.Large, ModelTier.Lite, ModelTier.Reasoning],
        [ModelTier.Large, ModelTier.Standard, ModelTier.Lite, ModelTier.Reasoning],
        [ModelTier.Reasoning, ModelTier.Large, ModelTier.Standard, ModelTier.Lite],
    ];

    public static int Of(Route route, in RequestNeeds needs, in RequestSize size)
    {
        var isPrompted = needs.IsPrompted(route);
        var needed = isPrompted ? needs.Capabilities & ~Capability.StructuredOutput : needs.Capabilities;
        return (isPrompted ? Prompted : 0)
            + (IsTooSmall(route, size) ? TooSmall : 0)
            + (needs.Tier is { } tier ? Tier * StepsFrom(tier, route.Tier) : 0)
            + ((needed & ~route.Capabilities.Supported) != 0 ? Unknown : 0)
            + ((needs.Preferred & ~route.Capabilities.Supported) != 0 ? Plain : 0);
    }

    /// <summary>Whether those of a class are told the schema in words: they come behind all others, in trouble or not.</summary>
    public static bool IsPrompted(int fit) => (fit & Prompted) != 0;

    /// <summary>The same in words.</summary>
    public static IEnumerable<string> Words(int fit)
    {
        if (IsPrompted(fit))
            yield return "lacks structured output, so it is asked after all that do not: it gets the schema in its prompt, and its answer is checked";
        if ((fit & TooSmall) != 0)
            yield return "its context is likely too small for this request";
        if (fit / Tier % 4 is > 0 and var steps)
            yield return $"{steps} {(steps == 1 ? "tier" : "tiers")} from the one this request wants";
        if ((fit & Unknown) != 0)
            yield return "nobody knows whether it can do what is needed";
        if ((fit & Plain) != 0)
            yield return "may lack what would be nice to have";
    }

    /// <summary>How far one tier is from the wanted one.</summary>
    public static int StepsFrom(ModelTier wanted, ModelTier tier) => Array.IndexOf(Steps[(int)wanted], tier);

    /// <summary>An exact estimate is only made where a generous one does not settle it.</summary>
    private static bool IsTooSmall(Route route, in RequestSize size)
    {
        if (route.Context is not { } window || size.AtMost <= window)
            return false;
        var demand = size.On(route);
        return demand.InputTokens + demand.OutputTokens > window;
    }
}
