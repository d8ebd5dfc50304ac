namespace Gratis.Simulator.Traffic;

/// <summary>One request as it reached the world, through whichever door.</summary>
internal sealed record SimRequest(
    string Method, string Host, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The caller's network address.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>The value of a query parameter, decoded.</summary>
    public string? QueryValue(string name)
    {
        foreach (var range in Query.AsSpan().TrimStart('?').Split('&'))
        {
            var pair = Query.AsSpan().TrimStart('?')[range];
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
        }

        return null;
    }
}
