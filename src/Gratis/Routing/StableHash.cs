namespace Gratis.Routing;

/// <summary>FNV-1a over the characters: the framework's own string hashes differ in every process.</summary>
internal static class StableHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        return hash;
    }

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = Basis)
    {
        var hash = seed;
        foreach (var one in bytes)
            hash = (hash ^ one) * Prime;
        return hash;
    }
}
