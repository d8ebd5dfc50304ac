namespace Gratis.Catalog.Facts;

/// <summary>Where each operation lives: a path below the base URL, an absolute URL on another host of the vendor, or null when not offered.</summary>
internal sealed record PathFacts(string Chat, string? Embeddings, string? Rerank)
{
    /// <summary>The paths of an OpenAI-compatible API.</summary>
    public static PathFacts Default { get; } = new("/chat/completions", "/embeddings", "/rerank");

    /// <summary>Every operation as a full URL.</summary>
    public PathFacts Under(string baseUrl)
    {
        var root = baseUrl.TrimEnd('/');
        return new(Join(root, Chat), Embeddings is null ? null : Join(root, Embeddings), Rerank is null ? null : Join(root, Rerank));
    }

    /// <summary>Absolute URLs replaced by the usual paths: the owner's own address has no other hosts.</summary>
    public PathFacts WithoutOtherHosts() => new(
        IsBelowBase(Chat) ? Chat : Default.Chat,
        Embeddings is null || IsBelowBase(Embeddings) ? Embeddings : Default.Embeddings,
        Rerank is null || IsBelowBase(Rerank) ? Rerank : Default.Rerank);

    /// <summary>A path below a base URL that ends without a slash, or the absolute URL that it is.</summary>
    internal static string Join(string root, string path) => IsBelowBase(path) ? root + path : path;

    /// <summary>Whether it stays at the provider's base URL.</summary>
    internal static bool IsBelowBase(string path) => path.StartsWith('/');
}
