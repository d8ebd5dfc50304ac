using Gratis.Catalog;
using Gratis.Discovery.Listings;

namespace Gratis.Discovery.Sources;

/// <summary>How one kind of list is asked for and read.</summary>
/// <param name="Patience">Until its last byte has come.</param>
/// <param name="MostBytes">After decompression.</param>
/// <param name="Read">What its bytes say.</param>
internal sealed record SourceTerms(TimeSpan Patience, int MostBytes, ListRead Read)
{
    private const int MiB = 1 << 20;

    /// <summary>models.dev: thousands of models, and no provider at all.</summary>
    public static SourceTerms OfModelsDev { get; } = new(TimeSpan.FromSeconds(30), 16 * MiB, json => ModelsDevCatalogue.Flatten(ModelsDevReader.Read(json)));

    private static SourceTerms Usual { get; } = new(TimeSpan.FromSeconds(30), 8 * MiB, ListingReader.Read);

    /// <summary>A server on own hardware answers at once or is switched off.</summary>
    private static SourceTerms Local { get; } = Usual with { Patience = TimeSpan.FromSeconds(2) };

    /// <summary>As a provider's own list is.</summary>
    public static SourceTerms Of(Provider provider) => provider.IsLocal ? Local : Usual;
}

/// <summary>Says what the bytes of a list mean.</summary>
internal delegate ListingReading ListRead(ReadOnlySpan<byte> json);
