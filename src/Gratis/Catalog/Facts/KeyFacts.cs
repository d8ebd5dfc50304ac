namespace Gratis.Catalog.Facts;

/// <summary>How a provider wants its key.</summary>
/// <param name="Style">The place it travels in.</param>
/// <param name="Name">Name of the header or query parameter, for those styles.</param>
/// <param name="Anonymous">What a keyless provider expects in the key's place from callers without one; null sends nothing.</param>
internal sealed record KeyFacts(KeyStyle Style, string? Name = null, string? Anonymous = null)
{
    /// <summary>The usual way.</summary>
    public static KeyFacts Bearer { get; } = new(KeyStyle.Bearer);
}

/// <summary>Where a key travels.</summary>
internal enum KeyStyle
{
    /// <summary><c>Authorization: Bearer</c>.</summary>
    Bearer,

    /// <summary>A header of its own.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,

    /// <summary>Nowhere: the provider takes no key.</summary>
    None,
}
