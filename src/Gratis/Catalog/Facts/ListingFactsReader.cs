namespace Gratis.Catalog.Facts;

/// <summary>Reads where a file of facts says that models are listed.</summary>
internal static class ListingFactsReader
{
    /// <summary>The list; null where the file says that there is none, the usual one where it says nothing.</summary>
    public static ListingFacts? Read(FactsNode root, FactsEvidence file)
    {
        if (root.IsNull("listing"))
        {
            return null;
        }

        if (root.Map("listing") is not { } listing)
        {
            return ListingFacts.Default;
        }

        listing.AllowOnly(["path", "public", "incomplete", .. FactsNode.EvidenceKeys]);
        var path = listing.Path("path", ListingFacts.Default.Path) ?? throw listing.Error("path", "must not be null; say 'listing: null' where there is no list");
        return new ListingFacts(path, listing.Flag("public"))
        {
            IsIncomplete = listing.Flag("incomplete"),
            Evidence = listing.Evidence(file).AsEvidence(),
        };
    }
}
