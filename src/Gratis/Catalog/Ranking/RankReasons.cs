using static System.FormattableString;

namespace Gratis.Catalog.Ranking;

/// <summary>Says why a route has the place that it has.</summary>
internal static class RankReasons
{
    /// <summary>The score's parts, then what else moved or held it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="index">Its index there: rank less one.</param>
    public static IReadOnlyList<string> Of(RankOrder order, int index)
    {
        RankedRoute own = order.Routes[index];
        var reasons = new List<string> { Invariant($"score {own.Route.Score.Total:0.0}") };
        foreach (ScorePart part in own.Route.Score.Parts) reasons.Add(Invariant($"{part.Name} {part.Points:+0.0;-0.0;0}: {part.Why}"));
        if (own.Route.OwnerPlace is not null) reasons.Add("owner's order: kept among the routes that the owner ranked");
        if (!own.Route.IsHealthy) reasons.Add("in trouble: rises past nobody");
        if (index > 0 && Below(own, order.Routes[index - 1]) is { } below) reasons.Add(below);
        if (index + 1 < order.Routes.Length && Above(own, order.Routes[index + 1]) is { } above) reasons.Add(above);
        return reasons;
    }

    private static string? Below(in RankedRoute own, in RankedRoute upper)
    {
        if (own.IsNamed && upper.IsNamed || upper.Route.Score.Total >= own.Route.Score.Total) return null;
        return "below " + Name(upper) + (upper.IsLifted, own.Route.IsHealthy) switch
        {
            (true, _) => ": the owner ranked that before better ones",
            (_, true) => Invariant($": rises past it from {upper.Worth + Ranker.Margin:0.0} on"),
            (_, false) => ": rises past it when it is well again",
        };
    }

    private static string? Above(in RankedRoute own, in RankedRoute lower)
    {
        if (own.IsNamed && lower.IsNamed || lower.Route.Score.Total <= own.Route.Score.Total) return null;
        return "kept above " + Name(lower) + (own.IsLifted, lower.Route.IsHealthy) switch
        {
            (true, _) => ": the owner ranked it before better ones",
            (_, true) => Invariant($", which leads by less than {Ranker.Margin:0.#}"),
            (_, false) => ", which is in trouble",
        };
    }

    private static string Name(in RankedRoute other) => Invariant($"{other.Route.Id} ({other.Route.Score.Total:0.0})");
}
