namespace Gratis.Wire;

/// <summary>The types of tools with which a client asks for a search of the web, in whatever dialect.</summary>
internal static class SearchTools
{
    public static bool IsOne(ReadOnlySpan<byte> type) =>
        type.StartsWith("web_search"u8) || type.SequenceEqual("browser_search"u8) || type.SequenceEqual("openrouter:web_search"u8);
}
