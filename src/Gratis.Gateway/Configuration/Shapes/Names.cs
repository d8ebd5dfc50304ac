using System.Text;

namespace Gratis.Gateway.Configuration.Shapes;

/// <summary>How names in the config are spelled, and which known one a wrong one was meant to be.</summary>
internal static class Names
{
    /// <summary><c>MaxOutput</c> as <c>max_output</c>.</summary>
    public static string Snake(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        foreach (var c in pascal)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>The form in which an environment variable can spell a name: capitals, and an underscore for what it cannot carry.</summary>
    public static string ForEnvironment(string name) =>
        string.Create(name.Length, name, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
        });

    /// <summary>The nearest of the known names, when one is near enough to be meant.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> known)
    {
        string? best = null;
        var least = Math.Max(2, wrong.Length / 3) + 1;
        foreach (var name in known)
        {
            var distance = EditDistance.Between(wrong.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least && distance < Math.Max(wrong.Length, name.Length))
                (best, least) = (name, distance);
        }

        return best;
    }

    /// <summary><c> Did you mean x?</c>, or nothing.</summary>
    public static string Hint(string wrong, IEnumerable<string> known) => Nearest(wrong, known) is { } name ? $" Did you mean {name}?" : "";
}
