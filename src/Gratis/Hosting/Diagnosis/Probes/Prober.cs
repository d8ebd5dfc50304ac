using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Routing;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>
/// Asks routes, within the budget of their providers, and writes down what is proven by it. What is inconclusive changes nothing.
/// </summary>
internal sealed class Prober(GratisEngine engine, ProbeCaller caller, ProbeBudget budget)
{
    private const string ByProbe = "a probe";

    /// <summary>The probes of every provider that has routes to ask: those it had, and as many as the least limited of its routes allows.</summary>
    public IReadOnlyList<ProviderProbes> Budgets() =>
    [
        .. engine.Routes.Catalog.Routes.Where(static route => route.State == RouteState.Enabled)
            .GroupBy(static route => route.Provider.Id)
            .Select(routes => new ProviderProbes(routes.Key, budget.Used(routes.Key), routes.Max(LimitOf))),
    ];

    /// <summary>The probes of one provider, as far as they are about this route.</summary>
    public ProviderProbes BudgetOf(Route route) => new(route.Provider.Id, budget.Used(route.Provider.Id), LimitOf(route));

    /// <summary>Asks a route one thing.</summary>
    /// <param name="routeId">The route.</param>
    /// <param name="kind">What.</param>
    /// <param name="isNamed">The owner named this very route, whatever it costs.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask<ProbeFinding> AskAsync(string routeId, ProbeKind kind, bool isNamed, CancellationToken cancel)
    {
        var question = ProbeQuestion.Of(kind);
        var (candidate, obstacle) = ProbeGate.Choose(CandidatesOf(routeId), question, engine.Time.GetUtcNow());
        if (candidate is null)
            return NotAsked(obstacle!);
        if (!isNamed && !CostsNothing(candidate))
            return NotAsked("it may cost money");

        var provider = candidate.Route.Provider;
        var limit = LimitOf(candidate);
        if (!await budget.TryTakeAsync(provider.Id, limit, cancel))
            return NotAsked($"the {limit} probes that {provider.Id} may have within 24 hours are spent");
        if (await caller.AskAsync(candidate, question, engine.Limits.Connect, cancel) is not { } reply)
            return NotAsked("its quota had no room, or the books could not be written");

        var finding = ProbeJudge.Judge(kind, reply);
        Note(candidate, finding);
        return finding;

        ProbeFinding NotAsked(string why) => new(kind, ProbeOutcome.NotAsked, why);
    }

    /// <summary>Asks a route what it can do, and notes that it was asked, so that others come first for a while.</summary>
    /// <param name="routeId">The route.</param>
    /// <param name="kinds">Which things.</param>
    /// <param name="isNamed">The owner named this very route, whatever it costs.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask<IReadOnlyList<ProbeFinding>> ProbeAsync(string routeId, IReadOnlyList<ProbeKind> kinds, bool isNamed, CancellationToken cancel)
    {
        var findings = new List<ProbeFinding>(kinds.Count);
        foreach (var kind in kinds)
            findings.Add(await AskAsync(routeId, kind, isNamed, cancel));
        if (findings.Exists(static finding => finding.Outcome != ProbeOutcome.NotAsked))
        {
            var outcome = string.Join(", ", findings.Select(static finding => $"{finding.Kind.Spell()} {finding.Spell()}"));
            engine.Evidence.Of(routeId).Learn(DiagnosisTopics.Probed, outcome, ClaimSource.Probe, null, 1, ByProbe);
        }

        return findings;
    }

    private static void Note(Candidate candidate, ProbeFinding finding)
    {
        if (finding.Outcome is not (ProbeOutcome.Supported or ProbeOutcome.Unsupported))
            return;
        if (finding.Kind.Capability != Capability.None)
            candidate.Evidence.Saw(finding.Kind.Capability, finding.Outcome == ProbeOutcome.Supported, finding.Detail, ClaimSource.Probe);
        else if (finding is { Kind: ProbeKind.Ping, Outcome: ProbeOutcome.Supported })
            candidate.Evidence.Learn(DiagnosisTopics.Alive, "true", ClaimSource.Probe, finding.Detail, 0.9, ByProbe);
    }

    /// <summary>Proven free, and not charged for since; or on own hardware.</summary>
    public static bool CostsNothing(Candidate candidate) => candidate.Route.Provider.IsLocal || (candidate.Route.IsFree && !candidate.IsFreeNoMore);

    private int LimitOf(Route route) => CandidatesOf(route.Id) is [var candidate, ..] ? LimitOf(candidate) : 0;

    private static int LimitOf(Candidate candidate) => ProbeBudget.LimitOf(candidate.Quotas.Pools.Select(static pool => pool.Report()));

    private IReadOnlyList<Candidate> CandidatesOf(string routeId) =>
        engine.Routes.Resolve(routeId) is { Kind: TargetKind.Pinned, Slots: [var slot] } ? slot.Candidates : [];
}
