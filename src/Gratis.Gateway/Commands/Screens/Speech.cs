namespace Gratis.Gateway.Commands.Screens;

/// <summary>An answer as it comes.</summary>
internal static class Speech
{
    /// <summary>Writes a piece of it at once. A terminal gets nothing that would move its cursor or turn its lines round; a file gets every character.</summary>
    public static void Say(this CommandEdges edges, string piece)
    {
        edges.Out.Write(edges.Width is null ? piece : Harmless(piece));
        edges.Out.Flush();
    }

    /// <summary>The text with its lines and without what a terminal acts on.</summary>
    public static string Harmless(string text) => text.Any(IsHarmful) ? string.Concat(text.Where(c => !IsHarmful(c))) : text;

    private static bool IsHarmful(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
