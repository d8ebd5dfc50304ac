using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>
/// One of the shapes that a chart can take: what its templates come to where these conditions hold and no others, each written as in the
/// template. Every other value is a stand-in, so that what is left can be read as YAML.
/// </summary>
internal sealed partial class ChartShape(string templates, params IReadOnlyList<string> holds)
{
    /// <summary>The one document that a template comes to; null where that is none.</summary>
    /// <exception cref="ChartRefusal">The chart does not take this shape.</exception>
    public YamlMappingNode? Render(string template)
    {
        var text = DeployFiles.Read($"{templates}/{template}");
        var shape = new StringBuilder();
        var open = new Stack<bool>([true]);
        var at = 0;
        foreach (Match action in Action().Matches(text))
        {
            if (open.Peek())
                shape.Append(text, at, action.Index - at);
            at = action.Index + action.Length;
            Follow(action.Groups["what"].Value, open, shape);
        }

        shape.Append(text, at, text.Length - at);
        return shape.ToString().Trim() is { Length: > 0 } yaml ? DeployFiles.Parse(yaml) : null;
    }

    private void Follow(string action, Stack<bool> open, StringBuilder shape)
    {
        var (verb, rest) = action.Split(' ', 2) is [var first, var last] ? (first, last) : (action, "");
        switch (verb)
        {
            case "if" or "with":
                open.Push(open.Peek() && holds.Contains(rest));
                break;
            case "else":
                var was = open.Pop();
                open.Push(open.Peek() && !was);
                break;
            case "end":
                open.Pop();
                break;
            case "fail" when open.Peek():
                throw new ChartRefusal(rest);
            case var _ when !open.Peek():
                break;
            default:
                // What begins on a line of its own is a mapping.
                shape.Append(action.Contains("| nindent", StringComparison.Ordinal) ? " { stand: in }" : "x");
                break;
        }
    }

    [GeneratedRegex(@"(?:\s*{{-|{{)\s*(?<what>.*?)\s*}}")]
    private static partial Regex Action();
}

/// <summary>The chart says why it does not take a shape.</summary>
internal sealed class ChartRefusal(string why) : Exception(why);
