using Gratis.Catalog;
using Gratis.Discovery;
using Gratis.Discovery.Fetching;
using Gratis.Discovery.Sources;
using Gratis.Health;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Routing;
using Gratis.Upstream;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Hosting.Accounts;

/// <summary>
/// Tries an account out for its owner: asks for the list with its key, and has one token said by a model that costs nothing. The chat is
/// booked like any call. What is found out about the key is written down; a route that costs money is never asked.
/// </summary>
internal sealed class AccountTester(GratisEngine engine, CatalogKeeper keeper, DiscoveryService discovery, UpstreamConnections connections, string userAgent)
{
    // A model that is gone, or wants more room than one token, says nothing about the key.
    private const int MostRoutes = 3;
    private const int FirstGuess = 32 * 1024;

    private static readonly TimeSpan PatienceForModels = TimeSpan.FromSeconds(20);

    private readonly ListingFetcher _fetcher = new(connections, engine.Time, userAgent);
    private readonly ProbeCaller _caller = new(connections, engine.Quotas, engine.Time, userAgent);

    /// <summary>Tries the account of this name in the catalogue; null where there is none.</summary>
    public async ValueTask<AccountTest?> TestAsync(string accountId, CancellationToken cancel)
    {
        if (Find(accountId) is not (var provider, var account))
            return null;

        // Whoever asks wants to know how it is now, not what the provider once said.
        Forgive(account.Id, Verdict.KeyRefused);
        var list = await ListAsync(provider, account, cancel);
        if (!HasFreeRoute(provider.Id))
            await FindModelsAsync(provider.Id, cancel);

        var chat = await ChatAsync(provider.Id, account.Id, cancel);
        if (list.IsKeyRefused && chat.Route is null)
            Refuse(account, new Judgement(Verdict.KeyRefused, Reach.Account, Detail: list.Reason), engine.Time.GetUtcNow());
        return new AccountTest(list, chat);
    }

    private (Provider Provider, Account Account)? Find(string accountId)
    {
        foreach (var provider in engine.Routes.Catalog.Providers)
        {
            if (provider.Accounts.FirstOrDefault(account => account.Id == accountId) is { } account)
                return (provider, account);
        }

        return null;
    }

    private async ValueTask<ListTest> ListAsync(Provider provider, Account account, CancellationToken cancel)
    {
        if (provider.ListingUrl is not { } url)
            return new ListTest(IsOk: false) { Reason = $"{provider.Id} has no list of models." };

        var terms = SourceTerms.Of(provider);
        var question = new ListingQuestion(provider, account, url) { Patience = terms.Patience, MostBytes = terms.MostBytes, ConnectTimeout = engine.Limits.Connect };
        var began = engine.Time.GetTimestamp();
        using var body = new PooledBuffer(FirstGuess);
        var result = await _fetcher.FetchAsync(question, body, cancel);
        var took = engine.Time.GetElapsedTime(began);
        if (result is FetchResult.Failed { Failure: var failure })
            return new ListTest(IsOk: false) { Status = failure.Status, Took = took, Reason = failure.Reason };

        var reading = terms.Read(body.WrittenSpan);
        return reading.IsUsable
            ? new ListTest(IsOk: true) { Status = 200, Took = took, Models = reading.Models.Length }
            : new ListTest(IsOk: false) { Status = 200, Took = took, Reason = reading.Problem ?? "What came is no list of models." };
    }

    /// <summary>An account that has just been added has no models yet: its provider's list is under way, and is waited for a little.</summary>
    private async ValueTask FindModelsAsync(string provider, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(PatienceForModels, engine.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            if (await discovery.RefreshAsync(provider, either.Token))
                keeper.Rebuild();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // It goes on without the tester, who says that there was no model.
        }
    }

    private async ValueTask<ChatTest> ChatAsync(string provider, string account, CancellationToken cancel)
    {
        var last = ChatTest.NotAsked("No free model of it is known, and nothing that costs money was asked.");
        foreach (var candidate in CandidatesOf(provider, account).Take(MostRoutes))
        {
            var asked = await AskAsync(candidate, cancel);
            if (asked.Route is null && last.Route is not null)
                continue;
            last = asked;
            if (last.Verdict is Verdict.Served or Verdict.KeyRefused)
                break;
        }

        return last;
    }

    private async ValueTask<ChatTest> AskAsync(Candidate candidate, CancellationToken cancel)
    {
        if (ObstacleOf(candidate) is { } obstacle)
            return ChatTest.NotAsked(obstacle);

        var (began, started) = (engine.Time.GetTimestamp(), engine.Time.GetUtcNow());
        if (await _caller.AskAsync(candidate, ProbeQuestion.Of(ProbeKind.Ping), engine.Limits.Connect, cancel) is not { } reply)
            return ChatTest.NotAsked("Its quota had no room, or the books could not be written.");

        if (reply.Judgement.Verdict == Verdict.KeyRefused)
            Refuse(candidate.Account, reply.Judgement with { Reach = Reach.Account }, started);
        return new ChatTest(candidate.Route.Id, reply.Judgement.Verdict)
        {
            Status = reply.Status,
            Took = engine.Time.GetElapsedTime(began),
            Reason = reply.IsServed ? null : reply.Judgement.Detail ?? $"{reply.Judgement.Verdict.Spell()}.",
        };
    }

    private string? ObstacleOf(Candidate candidate)
    {
        var now = engine.Time.GetUtcNow();
        if (candidate.Health.Look(now) == Gate.Wall)
        {
            return candidate.Health.Obstacle(now)?.Cooldown is { } cooldown
                ? $"It rests until {cooldown.Until.UtcDateTime:u}: {cooldown.Reason.Spell()}{(cooldown.Detail is { } words ? ", " + words : "")}."
                : "It is being tried out right now.";
        }

        var opening = candidate.Quotas.Look(ProbeQuestion.Of(ProbeKind.Ping).DemandOn(candidate.Route), now);
        return opening.IsOpen ? null : opening.Describe();
    }

    private bool HasFreeRoute(string provider) => engine.Routes.Catalog.Routes.Any(route => IsOf(route, provider));

    /// <summary>What a test may call, best first: an account's share of every route that chats and costs nothing.</summary>
    private IEnumerable<Candidate> CandidatesOf(string provider, string account)
    {
        var routes = engine.Routes;
        return routes.Catalog.Routes.Where(route => IsOf(route, provider))
            .Select(route => routes.Resolve(route.Id) is { Kind: TargetKind.Pinned, Slots: [var slot] } ? slot.Candidates : [])
            .SelectMany(static candidates => candidates)
            .Where(candidate => candidate.Account.Id == account && Prober.CostsNothing(candidate));
    }

    private static bool IsOf(Route route, string provider) =>
        route.Provider.Id.Equals(provider, StringComparison.OrdinalIgnoreCase) && route.State == RouteState.Enabled
        && route.Kind is null or ModelKind.Chat
        && (route.IsFree || route.Provider.IsLocal);

    private void Forgive(string account, Verdict reason)
    {
        var cell = engine.Health.Cell(Reach.Account, account);
        if (cell.Current?.Reason == reason)
            cell.Reset();
    }

    private void Refuse(Account account, Judgement judgement, DateTimeOffset started) =>
        engine.Health.Cell(Reach.Account, account.Id).Strike(judgement, started, engine.Time.GetUtcNow(), account.Fingerprint);
}
