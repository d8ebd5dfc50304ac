using System.Collections.Immutable;
using System.Globalization;
using Gratis.Discovery.Listings.Reading;

namespace Gratis.Discovery.Listings;

/// <summary>
/// Decides what a new reading of a provider's list changes. A list that failed changes nothing, and one that lost most of its models has
/// to come twice: what is missing from a good list is the first of the two proofs that it is gone.
/// </summary>
internal static class ListingChange
{
    private const int SmallestDoubted = 8;
    private const int MostMissing = 500;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    /// <summary>The list after <paramref name="reading"/>.</summary>
    /// <param name="known">The list so far; null where there was none.</param>
    /// <param name="provider">Whose it is.</param>
    /// <param name="reading">What came.</param>
    /// <param name="at">When it came.</param>
    /// <param name="etag">The tag it came with.</param>
    /// <param name="lastModified">The date it came with.</param>
    public static ListingOutcome Apply(
        ProviderListing? known, string provider, ListingReading reading, DateTimeOffset at, string? etag, DateTimeOffset? lastModified)
    {
        // Of a provider that never sent a list there is nothing to keep, and no time at which it said so.
        var former = known ?? new ProviderListing { Provider = provider, At = DateTimeOffset.MinValue };
        if (!reading.IsUsable)
            return ListingOutcome.Refused(former, reading.Problem ?? "The list cannot be used.");

        var fresh = Ids(reading.Models);
        var gone = reading.IsPartial ? [] : former.Models.RemoveAll(model => fresh.Contains(model.Id));
        if (IsDoubtful(former, gone.Length))
            return ListingOutcome.Refused(former with { Doubted = former.Doubted + 1 }, Doubt(former, gone.Length));

        var read = Dated(reading.Models, former, at);
        var before = Ids(former.Models);
        var missing = former.Missing.Select(entry => entry.Model.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new ListingOutcome(
            former with
            {
                At = at,
                ETag = etag,
                LastModified = lastModified,
                Models = reading.IsPartial
                    ? [.. read.Concat(former.Models.Where(model => !fresh.Contains(model.Id))).Take(EntryList.MostModels)]
                    : read,
                Missing = Recent([.. former.Missing.Where(entry => !fresh.Contains(entry.Model.Id)), .. gone.Select(model => new MissingModel(model, at))], at),
                Doubted = 0,
            },
            Refusal: null,
            Appeared: Where(reading.Models, id => !before.Contains(id) && !missing.Contains(id)),
            Vanished: [.. gone.Select(model => model.Id)],
            Returned: Where(reading.Models, id => missing.Contains(id)));
    }

    /// <summary>The list after the provider said that it has not changed.</summary>
    public static ProviderListing Confirmed(ProviderListing known, DateTimeOffset at) =>
        known with { At = at, Missing = Recent(known.Missing, at), Doubted = 0 };

    /// <summary>Each price with the instant since which the list has named it: the same one again says nothing new.</summary>
    private static ImmutableArray<ListedModel> Dated(ImmutableArray<ListedModel> models, ProviderListing former, DateTimeOffset at)
    {
        var known = former.Models.ToDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. models.Select(model => model with
            {
                PricedSince = known.TryGetValue(model.Id, out var before) && before.Price == model.Price ? before.PricedSince : at,
            }),
        ];
    }

    private static bool IsDoubtful(ProviderListing known, int gone) =>
        known.Models.Length >= SmallestDoubted && (known.Models.Length - gone) * 2 < known.Models.Length && known.Doubted == 0;

    private static string Doubt(ProviderListing known, int gone) => string.Create(
        CultureInfo.InvariantCulture,
        $"The list has only {known.Models.Length - gone:N0} of the {known.Models.Length:N0} models that it had; it is believed when it comes so again.");

    /// <summary>Those that went lately; of too many the last to go.</summary>
    private static ImmutableArray<MissingModel> Recent(ImmutableArray<MissingModel> missing, DateTimeOffset at)
    {
        var recent = missing.RemoveAll(entry => at - entry.Since > Remembered);
        return recent.Length <= MostMissing ? recent : [.. recent.OrderBy(entry => entry.Since).TakeLast(MostMissing)];
    }

    private static HashSet<string> Ids(ImmutableArray<ListedModel> models) => models.Select(model => model.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> Where(ImmutableArray<ListedModel> models, Predicate<string> holds) =>
        [.. models.Select(model => model.Id).Where(id => holds(id))];
}
