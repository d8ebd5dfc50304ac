using Gratis.Catalog;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Hosting.Diagnosis.Supervision;

namespace Gratis.Hosting.Diagnosis;

/// <summary>
/// One look at everything: (1) fresh lists, (2) second proofs for what one proof says is gone, (3) doubtful capabilities, (4) missing
/// prices. Providers are asked side by side, each of them one thing at a time.
/// </summary>
internal sealed class DiagnosisRun(DiagnosisParts parts, Prober prober, Supervisor supervisor)
{
    private const int MostRoutesOfAProvider = 12;
    private const int MostOpenQuestions = 1_000;

    private DateTimeOffset Now => parts.Engine.Time.GetUtcNow();

    /// <summary>What stays open at the end.</summary>
    /// <param name="provider">Only this provider; null: all.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<OpenQuestion>> RunAsync(string? provider, CancellationToken cancel)
    {
        await parts.Discovery.RefreshAsync(provider, cancel);
        parts.Keeper.Rebuild();
        var open = await EachAsync(Wanted(provider, known => SecondProofs.Wanted(known).Select(static route => new ProbeWish(route, [ProbeKind.Ping], 0))), PingAsync, cancel);

        // What turned out to be gone is not asked what it can do.
        parts.Keeper.Rebuild();
        var unsettled = await EachAsync(Wanted(provider, known => ProbeSchedule.Of(known.Catalog, known.Evidence, known.Now)), ProbeAsync, cancel);
        await supervisor.AskAsync(parts.Keeper.Options.Discovery.Supervisor, provider, cancel);
        parts.Keeper.Rebuild();
        return [.. open.Concat(unsettled).Take(MostOpenQuestions)];
    }

    private IEnumerable<ProbeWish> Wanted(string? provider, Func<SuggestionFacts, IEnumerable<ProbeWish>> wishes)
    {
        var known = new SuggestionFacts(parts.Keeper.Current, parts.Engine.Evidence, new ListedModels(parts.Discovery.Listings), Now);
        return wishes(known).Where(wish => provider is null || wish.Route.Provider.Id.Equals(provider, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<IEnumerable<OpenQuestion>> EachAsync(IEnumerable<ProbeWish> wishes, Func<ProbeWish, CancellationToken, Task<IEnumerable<OpenQuestion>>> ask, CancellationToken cancel)
    {
        var open = await Task.WhenAll(wishes.GroupBy(static wish => wish.Route.Provider.Id).Select(group => InTurnAsync(group)));
        return open.SelectMany(static questions => questions);

        async Task<List<OpenQuestion>> InTurnAsync(IEnumerable<ProbeWish> ofProvider)
        {
            var questions = new List<OpenQuestion>();
            foreach (var wish in ofProvider.Take(MostRoutesOfAProvider))
                questions.AddRange(await ask(wish, cancel));
            return questions;
        }
    }

    private async Task<IEnumerable<OpenQuestion>> PingAsync(ProbeWish wish, CancellationToken cancel) =>
        OpenOf(wish.Route, [await prober.AskAsync(wish.Route.Id, ProbeKind.Ping, isNamed: false, cancel)], ProbeOutcome.Inconclusive, ProbeOutcome.NotAsked);

    private async Task<IEnumerable<OpenQuestion>> ProbeAsync(ProbeWish wish, CancellationToken cancel) =>
        OpenOf(wish.Route, await prober.ProbeAsync(wish.Route.Id, wish.Kinds, isNamed: false, cancel), ProbeOutcome.Inconclusive);

    private static IEnumerable<OpenQuestion> OpenOf(Route route, IEnumerable<ProbeFinding> findings, params ProbeOutcome[] open) => findings
        .Where(finding => open.Contains(finding.Outcome))
        .Select(finding => new OpenQuestion(route.Id, finding.Kind.Spell(), finding.Detail));
}
