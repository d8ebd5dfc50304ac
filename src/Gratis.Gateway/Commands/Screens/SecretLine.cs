using System.Text;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>Reads a secret: a line of what is piped in, or what is typed, which then nobody sees.</summary>
internal static class SecretLine
{
    /// <summary>The line without its end; null where there is none.</summary>
    public static string? Read(CommandEdges edges, string prompt)
    {
        if (!edges.IsTyped)
            return edges.In.ReadLine();

        edges.Error.Write(prompt);
        edges.Error.Flush();
        var typed = ReadTyped();
        edges.Error.WriteLine();
        return typed;
    }

    /// <summary>One line from the keyboard, unseen; null where it is broken off.</summary>
    public static string? ReadTyped()
    {
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return typed.ToString();
            if (key.Key == ConsoleKey.Escape || key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control })
                return null;
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
    }
}
