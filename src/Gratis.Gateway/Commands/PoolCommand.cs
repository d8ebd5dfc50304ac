using System.CommandLine;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis pool</c>: what can be made of OpenRouter's list for others to use.</summary>
internal static class PoolCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("pool", "Make pools and tables of OpenRouter's free models, for LiteLLM, gratis.yaml, JSON or a README.");
        command.Subcommands.Add(PoolCommandGenerate.Create(edges));
        command.Subcommands.Add(PoolCommandTable.Create(edges));
        return command;
    }
}
