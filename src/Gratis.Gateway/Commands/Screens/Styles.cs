using Spectre.Console;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>What colours mean.</summary>
internal static class Styles
{
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Doubtful = new(Color.Yellow);
    public static readonly Style Faint = new(decoration: Decoration.Dim);
    public static readonly Style Title = new(decoration: Decoration.Bold);

    /// <summary>One line of text.</summary>
    public static void Line(this IAnsiConsole console, string text, Style? style = null)
    {
        console.Write(new Text(Plain.Line(text), style));
        console.WriteLine();
    }
}
