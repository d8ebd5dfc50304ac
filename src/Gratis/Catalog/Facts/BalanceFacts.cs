namespace Gratis.Catalog.Facts;

/// <summary>Where a provider tells what is left: a path below the base URL, or an absolute URL on another host of the vendor.</summary>
internal sealed record BalanceFacts(string Path, BalanceStyle Style)
{
    /// <summary>The address to ask.</summary>
    public BalanceEndpoint Under(string baseUrl) => new(new Uri(PathFacts.Join(baseUrl.TrimEnd('/'), Path)), Style);

    /// <summary>The same at the owner's own address; null when it lives on a host of the vendor, which must not see the owner's key.</summary>
    public BalanceFacts? WithoutOtherHosts() => PathFacts.IsBelowBase(Path) ? this : null;
}
