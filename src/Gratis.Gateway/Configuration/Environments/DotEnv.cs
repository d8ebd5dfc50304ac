using System.Collections.Immutable;
using System.Text;

namespace Gratis.Gateway.Configuration.Environments;

/// <summary>A <c>.env</c> file: <c>KEY=VALUE</c> lines, <c>export</c>, quotes, comments.</summary>
internal static class DotEnv
{
    public static ImmutableDictionary<string, DotEnvValue> Parse(string text, string source, Problems problems)
    {
        var values = ImmutableDictionary.CreateBuilder<string, DotEnvValue>(StringComparer.Ordinal);
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var at = new Origin(ConfigLayer.DotEnv, source, i + 1, 1);
            if (ReadLine(line) is var (name, value))
                values[name] = new DotEnvValue(value, at);
            else
                problems.Warn(at, "", "This line is not KEY=VALUE and is ignored.");
        }

        return values.ToImmutable();
    }

    private static (string Name, string Value)? ReadLine(string line)
    {
        if (line.StartsWith("export ", StringComparison.Ordinal))
            line = line["export ".Length..].TrimStart();
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return null;
        var name = line[..equals].TrimEnd();
        return IsName(name) && ReadValue(line[(equals + 1)..].Trim()) is { } value ? (name, value) : null;
    }

    private static bool IsName(string name) => !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string? ReadValue(string value) => value is ['\'' or '"', ..] ? ReadQuoted(value) : ReadBare(value);

    // A # belongs to a bare value unless white space stands before it: keys may contain one.
    private static string ReadBare(string value)
    {
        for (var i = 0; i < value.Length; i++)
            if (value[i] == '#' && (i == 0 || char.IsWhiteSpace(value[i - 1])))
                return value[..i].TrimEnd();
        return value;
    }

    private static string? ReadQuoted(string value)
    {
        var quote = value[0];
        var text = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == quote)
                return value.AsSpan(i + 1).TrimStart() is [] or ['#', ..] ? text.ToString() : null;
            if (value[i] == '\\' && quote == '"' && i + 1 < value.Length)
                text.Append(value[++i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            else
                text.Append(value[i]);
        }

        return null;
    }
}

/// <summary>A value of a <c>.env</c> file and the line it stands in.</summary>
internal readonly record struct DotEnvValue(string Text, Origin At)
{
    // The text may be a key.
    public override string ToString() => At.ToString();
}
