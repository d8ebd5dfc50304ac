using System.Globalization;
using Gratis.AspNetCore.Status;
using Gratis.Catalog;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Upstream;

namespace Gratis.Gateway.Commands.Doctor.Probes;

/// <summary>
/// Asks a provider for its models, and for its balance where it tells one: nothing that costs a request of a free tier. Dialled as the
/// gateway dials, with the same rule of addresses and without redirects.
/// </summary>
internal sealed class ProviderProbe(TimeProvider time, TimeSpan connectTimeout) : IDisposable
{
    private const int MostAtOnce = 8;
    private const int MostKeys = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly UpstreamConnections _connections = new();

    /// <summary>Asks all of them, several at once; the answers stand in the order of the question.</summary>
    public async Task<IReadOnlyList<ProviderAnswer>> AskAsync(IReadOnlyList<Provider> providers, Action<int> answered, CancellationToken cancel)
    {
        var answers = new ProviderAnswer[providers.Count];
        var count = 0;
        await Parallel.ForAsync(0, providers.Count, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancel }, async (i, stop) =>
        {
            answers[i] = await AskAsync(providers[i], stop);
            answered(Interlocked.Increment(ref count));
        });
        return answers;
    }

    public void Dispose() => _connections.Dispose();

    private async Task<ProviderAnswer> AskAsync(Provider provider, CancellationToken cancel)
    {
        // Without a list there is still the address: whatever it answers, somebody is there.
        var url = provider.ListingUrl ?? provider.BaseUrl;
        var first = await SayAsync(provider, provider.Accounts[0], url, cancel);
        var answer = new ProviderAnswer(provider.Id, provider.IsLocal)
        {
            Host = provider.BaseUrl.IdnHost,
            Fault = first.Fault,
            Status = provider.ListingUrl is null ? null : first.Status,
            Took = first.Took,
            Skew = first.Skew,
        };
        return first.Fault is null && provider.Auth != AuthStyle.None ? answer with { Accounts = await KeysAsync(provider, first, cancel) } : answer;
    }

    private async Task<IReadOnlyList<KeyVerdict>> KeysAsync(Provider provider, Said list, CancellationToken cancel)
    {
        var keyed = provider.Accounts.Where(account => account.HasKey).Take(MostKeys).ToList();
        if (keyed.Count == 0)
            return [];
        if ((provider.Balance?.Url ?? provider.ListingUrl) is not { } url)
            return [.. keyed.Select(account => new KeyVerdict(account.Id, KeyAnswer.Unproven, "not checked: its provider has neither a list nor a balance to ask for"))];

        // A list that strangers get says nothing of a key.
        var isPublic = provider.Balance is null && (await SayAsync(provider, new Account(provider.Id, key: null), url, cancel)).IsSuccess;
        var verdicts = new List<KeyVerdict>();
        foreach (var account in keyed)
        {
            var said = provider.Balance is null && account == provider.Accounts[0] ? list : await SayAsync(provider, account, url, cancel);
            verdicts.Add(VerdictOf(account, said, isPublic));
        }

        return verdicts;
    }

    private static KeyVerdict VerdictOf(Account account, Said said, bool isPublic) => said switch
    {
        { Status: (401 or 403) and var status } => new(account.Id, KeyAnswer.Refused, string.Create(CultureInfo.InvariantCulture, $"refused: its provider answers {status}")),
        { IsSuccess: true } when isPublic => new(account.Id, KeyAnswer.Unproven, "not proven: its provider shows its list to anybody"),
        { IsSuccess: true } => new(account.Id, KeyAnswer.Accepted, ""),
        { Fault: { } fault } => new(account.Id, KeyAnswer.Unproven, "not proven: " + fault.What),
        _ => new(account.Id, KeyAnswer.Unproven, string.Create(CultureInfo.InvariantCulture, $"not proven: its provider answers {said.Status}")),
    };

    private async Task<Said> SayAsync(Provider provider, Account account, Uri url, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        var began = time.GetTimestamp();
        try
        {
            using var request = UpstreamRequests.Question(provider, account, url, UserAgentPolicy.Choose(provider.UserAgent, null, "gratis/" + GatewayVersion.Text));
            using var response = await _connections.For(provider, connectTimeout).SendAsync(request, either.Token);
            var took = time.GetElapsedTime(began);

            // Written when the answer began, so half the way is the nearest guess; to the second, so its middle.
            var skew = response.Headers.Date is { } date ? date + TimeSpan.FromSeconds(0.5) - (time.GetUtcNow() - took / 2) : (TimeSpan?)null;
            return new Said((int)response.StatusCode, null, took, skew);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested && FaultWords.Of(fault, deadline.IsCancellationRequested, Patience, provider.Id) is { } words)
        {
            return new Said(null, words, time.GetElapsedTime(began), null);
        }
    }

    private sealed record Said(int? Status, Fault? Fault, TimeSpan Took, TimeSpan? Skew)
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }
}
