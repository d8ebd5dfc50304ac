using System.Collections.Immutable;

namespace Gratis.Discovery.Listings;

/// <summary>What a list changes in what is known.</summary>
internal static class ListingChange
{
    public static ListingOutcome Apply(ProviderListing? known, string provider, ListingReading reading, DateTimeOffset at, string? etag, DateTimeOffset? lastModified)
    {
        var before = known?.Models.Select(m => m.Id).ToHashSet() ?? [];
        var missing = known?.Missing.Select(m => m.Model.Id).ToHashSet() ?? [];
        var after = reading.Models.Select(m => m.Id).ToHashSet();
        if (known is not null && before.Count >= 10 && after.Count * 4 < before.Count)
            return new ListingOutcome(known, "The list came so much shorter that it is not believed yet.", [], [], []);

        var vanished = known?.Models.Where(m => !after.Contains(m.Id)).ToList() ?? [];
        var listing = new ProviderListing
        {
            Provider = provider,
            At = at,
            ETag = etag,
            LastModified = lastModified,
            Models = reading.Models,
            Missing = [.. known?.Missing.Where(m => !after.Contains(m.Model.Id)) ?? [], .. vanished.Select(m => new MissingModel(m, at))],
        };
        return new ListingOutcome(
            listing, null, [.. after.Where(id => !before.Contains(id) && !missing.Contains(id))], [.. vanished.Select(m => m.Id)], [.. after.Where(missing.Contains)]);
    }

    public static ProviderListing Confirmed(ProviderListing known, DateTimeOffset at) => known with { At = at };
}
