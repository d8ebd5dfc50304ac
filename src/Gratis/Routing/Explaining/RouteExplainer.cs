using Gratis.Catalog;

namespace Gratis.Routing.Explaining;

/// <summary>Puts into words what the planner decides, for one request as it stands. Nothing is sent, reserved or turned by that.</summary>
internal static class RouteExplainer
{
    /// <param name="catalog">What is known of routes.</param>
    /// <param name="plan">Everything behind the name that the request asks for.</param>
    /// <param name="needs">What it asks of a route.</param>
    /// <param name="size">How much it takes.</param>
    /// <param name="now">The instant.</param>
    public static Explanation Explain(CatalogSnapshot catalog, Plan plan, RequestNeeds needs, RequestSize size, DateTimeOffset now)
    {
        var target = plan.Target;
        if (target.Tier is { } tier)
            needs = needs with { Tier = tier };
        var words = new CandidateWords(catalog, plan, needs, size, now);
        return new Explanation
        {
            Model = target.Name,
            Target = target.Kind,
            Needs = needs,
            Tier = needs.Tier,
            Estimate = size is { Estimator: { } estimator, Facts: { } facts } && FirstOf(plan) is { } first
                ? estimator.Estimate(facts, first.Id, size.Client, first.MaxOutput)
                : null,
            Candidates = [.. plan.Candidates.Select((one, place) => new ExplainedCandidate(one, one.Route.Dossier?.Score.Total, [.. words.Of(one, place)]))],
            Rejected = plan.Rejected,
        };
    }

    private static Route? FirstOf(Plan plan) => plan.Candidates is [var first, ..] ? first.Route : plan.Target.Slots is [var slot, ..] ? slot.Route : null;
}
