using System.Buffers;

namespace Gratis.Catalog.Facts;

/// <summary>What names in the facts look like. Written out, because a regular expression costs more than all the rest at a cold start.</summary>
internal static class FactsPatterns
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> VariableCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly SearchValues<char> ParameterCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>A provider id or alias: lower case words and digits with single dashes between.</summary>
    public static bool IsName(string text) =>
        !text.ContainsAnyExcept(NameCharacters) && !text.StartsWith('-') && !text.EndsWith('-') && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>An environment variable.</summary>
    public static bool IsVariable(string text) => !text.ContainsAnyExcept(VariableCharacters) && char.IsAsciiLetterUpper(text[0]);

    /// <summary>A request parameter, or a placeholder of a base URL.</summary>
    public static bool IsParameter(string text) => !text.ContainsAnyExcept(ParameterCharacters) && char.IsAsciiLetterLower(text[0]);

    private static bool ContainsAnyExcept(this string text, SearchValues<char> allowed) => text.AsSpan().ContainsAnyExcept(allowed);
}
