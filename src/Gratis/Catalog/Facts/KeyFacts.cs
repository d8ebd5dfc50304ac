namespace Gratis.Catalog.Facts;

/// <summary>How a provider wants its key.</summary>
/// <param name="Style">The place it travels in.</param>
/// <param name="Name">Name of the header or query parameter, for those styles.</param>
/// <param name="Anonymous">What a keyless provider expects in the key's place from callers without one; null sends nothing.</param>
internal sealed record KeyFacts(AuthStyle Style, string? Name = null, string? Anonymous = null)
{
    /// <summary>The usual way.</summary>
    public static KeyFacts Bearer { get; } = new(AuthStyle.Bearer);
}
