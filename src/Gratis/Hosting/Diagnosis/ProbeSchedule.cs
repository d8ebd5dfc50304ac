using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Diagnosis.Probes;

namespace Gratis.Hosting.Diagnosis;

/// <summary>A route whose claims are worth asking about.</summary>
/// <param name="Route">The route.</param>
/// <param name="Kinds">What to ask.</param>
/// <param name="Priority">How much sooner than others.</param>
internal sealed record ProbeWish(Route Route, IReadOnlyList<ProbeKind> Kinds, double Priority);

/// <summary>
/// Which capabilities to ask about, most urgent first: of free routes that serve, those whose claim is a guess or disputed, that were
/// never asked or not for long, and that stand high in the ranking.
/// </summary>
internal static class ProbeSchedule
{
    /// <summary>An answer counts for so long.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    private const double Staleness = 0.55;
    private const double Rank = 0.45;
    private const double NeverProbed = 1.25;

    private static readonly (ProbeKind Kind, bool AsksUnclaimed)[] Kinds =
    [
        // Nobody knows: requests with tools or a schema are sent there all the same. Images are rare enough to wait for a claim.
        (ProbeKind.Tools, true),
        (ProbeKind.StructuredOutput, true),
        (ProbeKind.Vision, false),
    ];

    public static IReadOnlyList<ProbeWish> Of(CatalogSnapshot catalog, EvidenceBook evidence, DateTimeOffset now)
    {
        // Own hardware has no quota to spare, yet changes models for every question; what is about to go is not worth one.
        Route[] serving = [.. catalog.Routes.Where(static route =>
            route is { State: RouteState.Enabled, IsFree: true, Kind: ModelKind.Chat, Provider.IsLocal: false, Dossier: { MissingSince: null } })];
        var wishes = new List<ProbeWish>();
        for (var i = 0; i < serving.Length; i++)
        {
            var asked = evidence.Find(serving[i].Id)?.Find(DiagnosisTopics.Probed)?.Evidence.At;
            if (now - asked < Fresh)
                continue;
            var kinds = KindsFor(serving[i]);
            if (kinds.Count > 0)
                wishes.Add(new ProbeWish(serving[i], kinds, PriorityOf(asked, now, 1 - ((double)i / serving.Length))));
        }

        return [.. wishes.OrderByDescending(static wish => wish.Priority)];
    }

    /// <param name="asked">When it was probed last.</param>
    /// <param name="now">The present.</param>
    /// <param name="rankShare">1 for the best route, near 0 for the last.</param>
    public static double PriorityOf(DateTimeOffset? asked, DateTimeOffset now, double rankShare) =>
        (Staleness * (asked is { } at ? Math.Min(1, (now - at) / Fresh) : NeverProbed)) + (Rank * rankShare);

    private static List<ProbeKind> KindsFor(Route route)
    {
        var claims = route.Dossier!.Claims();
        var kinds = new List<ProbeKind>(Kinds.Length);
        foreach (var (kind, asksUnclaimed) in Kinds)
        {
            var name = CapabilityNames.NameOf(kind.Capability);
            if (IsDoubtful([.. claims.Where(claim => claim.Topic == name)], asksUnclaimed))
                kinds.Add(kind);
        }

        return kinds;
    }

    private static bool IsDoubtful(RouteClaim[] claims, bool asksUnclaimed)
    {
        if (claims.FirstOrDefault(static claim => claim.IsBelieved) is not { } believed)
            return asksUnclaimed;

        // What was found out by asking stands over all that traffic shows: so it is asked again once it is old.
        return believed.Evidence.Source is ClaimSource.Guess or ClaimSource.Probe
            || (believed.Evidence.Source != ClaimSource.Owner && claims.Any(claim => claim.Value != believed.Value));
    }
}
