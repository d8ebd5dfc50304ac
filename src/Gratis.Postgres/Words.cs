using System.Text;

namespace Gratis.Postgres;

/// <summary>
/// Texts as this server takes them: without NULs and half characters, which a file would have kept. A provider's own words may hold
/// anything, and one row that is refused would hold up everybody's.
/// </summary>
internal static class Words
{
    private const string Unreadable = "\uFFFD";

    public static string Of(string text) => IsClean(text) ? text : Clean(text);

    public static string? OrNull(string? text) => text is null ? null : Of(text);

    /// <summary>As a value of a command.</summary>
    public static object OrDbNull(string? text) => text is null ? DBNull.Value : Of(text);

    private static bool IsClean(string text) => !text.Contains('\0') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? Unreadable : rune.ToString());
        return clean.ToString();
    }
}
