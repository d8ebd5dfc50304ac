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
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        edges.Error.WriteLine();
        return typed.ToString();
    }
}
