using Gratis.Discovery.Fetching;
using Gratis.Discovery.Listings;
using Gratis.Wire;

namespace Gratis.Discovery.Sources;

/// <summary>One list: asked for, read, compared with what is known, and put on the shelf.</summary>
internal sealed class ListingSource(ListingTarget target, SourceTerms terms, ListingFetcher fetcher, ListingShelf shelf, TimeProvider time)
{
    private const int FirstGuess = 32 * 1024;

    /// <summary>A revoked key must not hide the list from the next one, and a hundred of them must not make a hundred questions.</summary>
    private const int MostKeys = 4;

    private volatile ListingTarget _target = target;
    private int _account;

    /// <summary>Whom to ask; another one of the same origin may take its place.</summary>
    public ListingTarget Target
    {
        get => _target;
        set => _target = value;
    }

    /// <summary>Whose list.</summary>
    public string Name => _target.Provider.Id;

    /// <summary>What is known now.</summary>
    public ProviderListing? Known => shelf.Served.GetValueOrDefault(Name);

    /// <summary>Looks once. Throws for nothing but a cancellation.</summary>
    public async ValueTask<LookResult> LookAsync(CancellationToken cancel)
    {
        var (target, known) = (_target, Known);
        using var body = new PooledBuffer(FirstGuess);
        return await AskAsync(target, known, body, cancel) switch
        {
            FetchResult.Failed { Failure: { Kind: ListingFailureKind.Unreachable } failure } => LookResult.Of(failure with { IsQuiet = target.Provider.IsLocal }),
            FetchResult.Failed { Failure: var failure } => LookResult.Of(failure),
            FetchResult.Fetched fetched => Take(target, known, fetched, body.WrittenSpan, cancel),
            _ => Confirm(known!, cancel),
        };
    }

    private async ValueTask<FetchResult> AskAsync(ListingTarget target, ProviderListing? known, PooledBuffer body, CancellationToken cancel)
    {
        var accounts = target.Provider.Accounts.Count;
        for (var tried = 1; ; tried++)
        {
            var result = await fetcher.FetchAsync(Question(target, known, _account % accounts), body, cancel);
            if (result is not FetchResult.Failed { Failure.Kind: ListingFailureKind.KeyRefused })
                return result;
            _account = (_account + 1) % accounts;
            if (tried >= Math.Min(accounts, MostKeys))
                return result;
        }
    }

    private ListingQuestion Question(ListingTarget target, ProviderListing? known, int account)
    {
        var question = new ListingQuestion(target.Provider, target.Provider.Accounts[account], target.Url)
        {
            Patience = terms.Patience,
            MostBytes = terms.MostBytes,
            ConnectTimeout = target.ConnectTimeout,
        };

        // Of another key it would be another list, though it had the same date.
        return known?.Origin == target.Origin ? question with { ETag = known.ETag, LastModified = known.LastModified } : question;
    }

    private LookResult Take(ListingTarget target, ProviderListing? known, FetchResult.Fetched fetched, ReadOnlySpan<byte> body, CancellationToken cancel)
    {
        var reading = terms.Read(body);
        if (!reading.IsUsable)
            return LookResult.Of(new ListingFailure(ListingFailureKind.Unusable, reading.Problem ?? "What came is no list of models."));

        var at = time.GetUtcNow();
        var outcome = ListingChange.Apply(known, Name, reading, at, fetched.ETag, fetched.LastModified);
        if (outcome.Refusal is { } refusal)
        {
            // The doubt is kept beside the known models: a list that stays short is believed in the end.
            if (known is not null)
                shelf.Put(outcome.Listing, cancel);
            return LookResult.Of(new ListingFailure(ListingFailureKind.Doubtful, refusal));
        }

        shelf.Put(outcome.Listing with { Origin = target.Origin }, cancel);
        var repriced = DiscoveryChange.PricesBetween(known, outcome.Listing);
        return LookResult.Of(new DiscoveryChange(Name, at, outcome.Appeared, outcome.Vanished, outcome.Returned, repriced), reading.Ignored);
    }

    private LookResult Confirm(ProviderListing known, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        shelf.Put(ListingChange.Confirmed(known, at), cancel);
        return LookResult.Of(DiscoveryChange.Confirmation(Name, at));
    }
}
