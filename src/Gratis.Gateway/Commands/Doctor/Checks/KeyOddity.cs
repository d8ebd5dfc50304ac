using System.Buffers;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>Whether a text can be a provider's key at all. What a provider's own keys look like is for the provider to say.</summary>
internal static class KeyOddity
{
    private const int Shortest = 8;
    private const int Longest = 4096;

    private static readonly string[] Placeholders = ["your-", "your_", "yourkey", "changeme", "change-me", "change_me", "replace", "placeholder", "example", "xxxx", "todo"];
    private static readonly SearchValues<string> AnyPlaceholder = SearchValues.Create(Placeholders, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it can be none, in words that do not repeat it; null where it can.</summary>
    public static string? Of(string key) => key switch
    {
        _ when key.AsSpan().ContainsAnyExceptInRange(' ', '~') => "it holds characters that no header can carry: a line break, or letters beyond ASCII",
        _ when key.Contains(' ', StringComparison.Ordinal) => "it holds a space",
        ['"' or '\'', ..] or [.., '"' or '\''] => "it is wrapped in quotation marks",
        _ when key.Contains("${", StringComparison.Ordinal) || key[0] is '$' or '<' or '{' => "it is the name of a variable, or a placeholder, and not its value",
        _ when key.AsSpan().ContainsAny(AnyPlaceholder) || key.EndsWith("...", StringComparison.Ordinal) => "it looks like the placeholder of an example",
        { Length: < Shortest } => "it is shorter than any key",
        { Length: > Longest } => "it is longer than any key",
        _ when key.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) => "it begins with Bearer, which is put before it anyway",
        _ => null,
    };
}
