using System.CommandLine;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis completions</c>: the script that teaches a shell to complete this program's words.</summary>
internal static class CompletionsCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("completions", "Print a script that makes a shell complete commands, options, providers and models.");
        var shell = new Argument<string>("SHELL") { Description = "Which shell; how to load the script stands at its top." };
        shell.AcceptOnlyFromAmong([.. ShellScripts.Shells]);
        command.Arguments.Add(shell);

        // Scripts that ask every command the same way get the same answer here, though config and data change nothing.
        var shared = new PlaceOptions(command);
        command.SetAction(parsed => Run(parsed.GetValue(shell)!, shared.IsJson(parsed), edges()));
        return command;
    }

    public static int Run(string shell, bool isJson, CommandEdges edges)
    {
        var script = ShellScripts.For(shell);
        if (isJson)
        {
            JsonText.Write(edges.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("shell", shell);
                json.WriteString("script", script);
                json.WriteEndObject();
            });
        }
        else
        {
            edges.Out.Write(script);
        }

        return ExitCodes.Done;
    }
}
