using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>Where a provider lists its models: a path from the base URL, or an absolute URL on another host of the vendor.</summary>
/// <param name="Path">May carry a query, and may step up with <c>/../</c> where the list lives beside the API and not under it.</param>
/// <param name="IsPublic">It answers without a key, so that it proves none.</param>
internal sealed record ListingFacts(string Path, bool IsPublic)
{
    /// <summary>The list of an OpenAI-compatible API.</summary>
    public static ListingFacts Default { get; } = new("/models", IsPublic: false);

    /// <summary>It leaves out models that answer all the same, so that what it lacks proves nothing.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Why it is believed; null when nobody said anything and the usual is assumed.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The address to ask.</summary>
    public Uri Under(string baseUrl) => new(PathFacts.Join(baseUrl.TrimEnd('/'), Path));

    /// <summary>An absolute URL replaced by the usual list: the owner's own address has no other hosts, and their keys stay there.</summary>
    public ListingFacts WithoutOtherHosts() => PathFacts.IsBelowBase(Path) ? this : Default;
}
