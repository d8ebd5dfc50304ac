using System.CommandLine;
using Gratis.Gateway.Pool;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis pool table</c>.</summary>
internal static class PoolCommandTable
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("table", "Make a Markdown table of OpenRouter's free models, between markers of a page.");
        var shared = new PoolCommandOptions(command);
        command.SetAction((parsed, cancel) => new FreeTable(shared.RequestOf(parsed), edges()).RunAsync(cancel));
        return command;
    }
}
