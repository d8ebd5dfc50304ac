using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Gratis.Gateway.Configuration.Yaml;

/// <summary>
/// <c>${NAME}</c> and <c>${NAME:-default}</c> in values; <c>$${</c> is a literal <c>${</c>.
/// In a flow mapping the braces would be YAML's own, so before parsing every reference is masked, character by character
/// (columns stay true), and read back out of the parsed scalars.
/// </summary>
internal static partial class References
{
    // Private-use characters: YAML takes them as plain text.
    private const int MaskBase = 0xE000;
    private const char Open = (char)(MaskBase + '{');
    private const char Close = (char)(MaskBase + '}');

    public static string Mask(string yaml) => Reference().Replace(yaml, static match => string.Create(match.Length, match.Value, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = i == 0 || char.IsAsciiLetterOrDigit(source[i]) || source[i] == '_' || source[i] >= 128 ? source[i] : (char)(MaskBase + source[i]);
    }));

    /// <summary>Puts values in the place of references.</summary>
    public static Expansion Expand(string masked, Func<string, string?> lookup)
    {
        if (!masked.Contains('$', StringComparison.Ordinal))
            return new Expansion(masked, [], [], IsMalformed: false);
        var text = new StringBuilder();
        var used = ImmutableArray.CreateBuilder<string>();
        var missing = ImmutableArray.CreateBuilder<string>();
        var malformed = false;
        for (var i = 0; i < masked.Length; i++)
        {
            var rest = masked.AsSpan(i);
            if (rest.StartsWith("$$") && rest.Length > 2 && rest[2] is Open or '{')
            {
                text.Append('$');
                i++;
                while (i + 1 < masked.Length && masked[i] is not (Close or '}'))
                    text.Append(Unmask(masked[++i]));
            }
            else if (rest.Length > 1 && rest[0] == '$' && rest[1] == Open)
            {
                var end = rest.IndexOf(Close);
                Resolve(string.Concat(rest[2..end].ToArray().Select(Unmask)), lookup, text, used, missing);
                i += end;
            }
            else
            {
                malformed |= rest.StartsWith("${");
                text.Append(masked[i]);
            }
        }

        return new Expansion(text.ToString(), used.ToImmutable(), missing.ToImmutable(), malformed);
    }

    private static void Resolve(
        string inside, Func<string, string?> lookup, StringBuilder text, ImmutableArray<string>.Builder used, ImmutableArray<string>.Builder missing)
    {
        var cut = inside.IndexOf(":-", StringComparison.Ordinal);
        var name = cut < 0 ? inside : inside[..cut];
        used.Add(name);
        if (lookup(name) is { Length: > 0 } value)
            text.Append(value);
        else if (cut >= 0)
            text.Append(inside, cut + 2, inside.Length - cut - 2);
        else
            missing.Add(name);
    }

    private static char Unmask(char c) => c is >= (char)MaskBase and < (char)(MaskBase + 128) ? (char)(c - MaskBase) : c;

    [GeneratedRegex(@"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}\r\n]*)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}

/// <summary>A value after its references were replaced: which variables it used, and which of them were not set.</summary>
internal readonly record struct Expansion(string Text, ImmutableArray<string> Used, ImmutableArray<string> Missing, bool IsMalformed);
