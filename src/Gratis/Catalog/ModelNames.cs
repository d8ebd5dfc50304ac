namespace Gratis.Catalog;

/// <summary>The spellings under which a model may be asked for.</summary>
internal static class ModelNames
{
    /// <summary>
    /// <c>meta-llama/llama-3.3-70b:free</c> answers to itself, to itself without the variant, and to both without the vendor.
    /// </summary>
    public static IEnumerable<string> SpellingsOf(string upstreamId)
    {
        yield return upstreamId;

        var plain = WithoutVariant(upstreamId);
        if (plain.Length != upstreamId.Length)
            yield return plain;

        var slash = upstreamId.LastIndexOf('/');
        if (slash < 0)
            yield break;

        yield return upstreamId[(slash + 1)..];
        if (plain.Length != upstreamId.Length)
            yield return plain[(slash + 1)..];
    }

    /// <summary>True when the id carries <c>:free</c> as its variant; the word inside a name frees nothing.</summary>
    public static bool HasFreeVariant(string upstreamId) => upstreamId.EndsWith(":free", StringComparison.OrdinalIgnoreCase);

    private static string WithoutVariant(string id)
    {
        var colon = id.LastIndexOf(':');
        return colon > id.LastIndexOf('/') ? id[..colon] : id;
    }
}
