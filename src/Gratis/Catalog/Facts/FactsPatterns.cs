using System.Buffers;

namespace Gratis.Catalog.Facts;

/// <summary>
/// What names and addresses in the facts look like. Written out: <see cref="Uri"/> and regular expressions cost more at a cold start
/// than all the rest of reading the facts. The tests hold the shipped addresses against <see cref="Uri"/>.
/// </summary>
internal static class FactsPatterns
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> VariableCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly SearchValues<char> ParameterCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> ZoneCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/+-");

    /// <summary>A provider id or alias: lower case words and digits with single dashes between.</summary>
    public static bool IsName(string text) =>
        !text.ContainsAnyExcept(NameCharacters) && !text.StartsWith('-') && !text.EndsWith('-') && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>A model id or a pattern of ids.</summary>
    public static bool IsModelPattern(string text) => !text.AsSpan().ContainsAny(" \\\"?");

    /// <summary>A time zone's name; whether it exists is for the tests, a look into the zone data costs too much at a start.</summary>
    public static bool IsZone(string text) => !text.ContainsAnyExcept(ZoneCharacters) && char.IsAsciiLetterUpper(text[0]);

    /// <summary>An environment variable.</summary>
    public static bool IsVariable(string text) => !text.ContainsAnyExcept(VariableCharacters) && char.IsAsciiLetterUpper(text[0]);

    /// <summary>A request parameter, or a placeholder of a base URL.</summary>
    public static bool IsParameter(string text) => !text.ContainsAnyExcept(ParameterCharacters) && char.IsAsciiLetterLower(text[0]);

    /// <summary>A header in lower case.</summary>
    public static bool IsHeader(string text) => IsName(text) && char.IsAsciiLetterLower(text[0]);

    /// <summary>Where a provider serves from: two letters of a country or of the European Union, or one of two words.</summary>
    public static bool IsRegion(string text) =>
        text is "global" or "local" || (text.Length == 2 && char.IsAsciiLetterLower(text[0]) && char.IsAsciiLetterLower(text[1]));

    /// <summary>An absolute https URL without credentials.</summary>
    public static bool IsHttpsUrl(string text) => IsUrl(text, "https://");

    /// <summary>An absolute http URL at this machine.</summary>
    public static bool IsLoopbackUrl(string text) => IsUrl(text, "http://127.0.0.1:") || IsUrl(text, "http://localhost:") || IsUrl(text, "http://[::1]:");

    private static bool IsUrl(string text, string start) =>
        text.Length > start.Length && text.StartsWith(start, StringComparison.Ordinal) && !text.AsSpan().ContainsAny(" @\\");

    private static bool ContainsAnyExcept(this string text, SearchValues<char> allowed) => text.AsSpan().ContainsAnyExcept(allowed);
}
