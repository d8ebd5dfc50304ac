namespace Gratis.Catalog.Models;

/// <summary>An id without the path of its vendor, cut at the first colon.</summary>
internal readonly ref struct IdParts
{
    private IdParts(ReadOnlySpan<char> name, ReadOnlySpan<char> tag)
    {
        Name = name;
        Tag = tag;
    }

    /// <summary>What stands before the colon.</summary>
    public ReadOnlySpan<char> Name { get; }

    /// <summary>What stands after it; empty where there is none.</summary>
    public ReadOnlySpan<char> Tag { get; }

    /// <summary>Takes an id apart.</summary>
    public static IdParts Split(ReadOnlySpan<char> id)
    {
        id = id.Trim();
        var path = id.TrimEnd('/');
        if (path.IsEmpty)
            return new IdParts(id, default);

        var name = path[(path.LastIndexOf('/') + 1)..].Trim();
        if (name.IsEmpty)
            return new IdParts(id, default);

        // A fine-tune names its base first and itself last.
        var colon = name.StartsWith("ft:", StringComparison.OrdinalIgnoreCase) ? -1 : name.IndexOf(':');
        if (colon <= 0 || !HasLetterOrDigit(name[..colon]))
            return new IdParts(name, default);
        var tag = name[(colon + 1)..].Trim();
        name = name[..colon].TrimEnd();
        return new IdParts(tag is [>= '0' and <= '9'] ? WithoutRevision(name) : name, tag);
    }

    /// <summary>Bedrock's <c>-v1:0</c> counts its own releases.</summary>
    private static ReadOnlySpan<char> WithoutRevision(ReadOnlySpan<char> name) => name switch
    {
        [.. var rest, '-', 'v' or 'V', >= '0' and <= '9'] when HasLetterOrDigit(rest) => rest,
        [.. var rest, '-', >= '0' and <= '9'] when HasLetterOrDigit(rest) => rest,
        _ => name,
    };

    private static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                return true;
        }

        return false;
    }
}
