using System.Globalization;
using System.Text;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>Text for a terminal. Names and details come from upstreams: none may move the cursor or turn the line round.</summary>
internal static class Plain
{
    /// <summary>The text on one line, without characters that a terminal acts on.</summary>
    public static string Line(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
            line.Append(IsUnsafe(c) ? ' ' : c);
        return line.ToString();
    }

    private static bool IsUnsafe(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
