using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Binding;

/// <summary>Single values: their kinds, ranges and what may be said of a wrong one.</summary>
internal sealed class ScalarBinder(Problems problems)
{
    // What is longer may be a key in the wrong place, so it is not repeated.
    private const int LongestShown = 20;

    public object? Bind(ScalarShape shape, ConfigNode node, string path)
    {
        if (node is not ScalarNode scalar)
        {
            problems.Error(node.Origin, path, $"must be {ScalarParser.Expected(shape)}, not {KindOf(node)}.");
            return null;
        }

        if (shape.IsSecret)
            return Secret(shape, scalar, path);
        if (ScalarParser.Parse(shape, scalar.Text) is { } value)
            return value;
        var hint = shape.Kind == ScalarKind.Choice ? Names.Hint(scalar.Text, shape.Choices) : "";
        problems.Error(scalar.Origin, path, $"must be {ScalarParser.Expected(shape)}{Shown(scalar)}.{hint}");
        return null;
    }

    /// <summary>Whether an entry of a forgiving list is to be dropped; says so.</summary>
    public bool IsJunk(ConfigNode item, List<object> before, string path)
    {
        var reason = item switch
        {
            ScalarNode { IsAbsent: true, Variables.IsEmpty: false } => null,
            ScalarNode scalar when !IsText(scalar) => "is not a string",
            ScalarNode scalar when string.IsNullOrWhiteSpace(scalar.Text) => "is blank",
            ScalarNode scalar when before.OfType<string>().Contains(scalar.Text, StringComparer.OrdinalIgnoreCase) => "is there already",
            ScalarNode => "",
            _ => "is not a string",
        };
        if (reason is { Length: > 0 })
            problems.Warn(item.Origin, path, reason + " and is ignored.");
        return reason != "";
    }

    public static string KindOf(ConfigNode node) => node switch
    {
        ListNode => "a list",
        MapNode => "a mapping",
        ScalarNode { IsAbsent: true } => "nothing",
        _ => "a single value",
    };

    /// <summary>The wrong value, where showing it helps and cannot give anything away.</summary>
    public static string Shown(ScalarNode scalar) =>
        scalar.Origin.Layer == ConfigLayer.File && scalar.Variables.IsEmpty && scalar.Text.Length <= LongestShown ? $", not '{scalar.Text}'" : "";

    private object? Secret(ScalarShape shape, ScalarNode scalar, string path)
    {
        var value = scalar.Text.Trim();
        problems.Hide(value);
        if (value.Length > 0)
            return ScalarParser.Parse(shape, value);
        problems.Warn(scalar.Origin, path, "is blank and counts as not given.");
        return null;
    }

    private static bool IsText(ScalarNode scalar) =>
        scalar.IsQuoted || !scalar.Variables.IsEmpty
        || !(scalar.IsAbsent || Numbers.TryParse(scalar.Text, out double _) || scalar.Text.ToUpperInvariant() is "TRUE" or "FALSE" or ".NAN" or ".INF" or "-.INF");
}
