using System.CommandLine;
using Gratis.Gateway.Commands.Keys;

namespace Gratis.Gateway.Commands;

/// <summary>The command line. Without a command it serves.</summary>
internal static class GratisCommand
{
    // Longer than the host gives the last answers to end: cut short, the books would be left as after a crash.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(40);

    public static Task<int> InvokeAsync(string[] args)
    {
        var parsed = Create(CommandEdges.OfProcess).Parse(args);


        // A chat listens to signals itself: Ctrl-C stops an answer there, and not the program.
        var listens = parsed.CommandResult.Command.Name == ChatCommand.Name;
        return parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = listens ? null : Ending });
    }

    /// <param name="edges">Where commands that answer and end stand in the world.</param>
    public static RootCommand Create(Func<CommandEdges> edges)
    {
        var root = new RootCommand("Gratis: one reliable OpenAI-compatible endpoint over every free tier you have a key for.");
        ServeCommand.AddTo(root);

        var serve = new Command("serve", "Serve the gateway (the default).");
        ServeCommand.AddTo(serve);
        root.Subcommands.Add(serve);
        root.Subcommands.Add(HealthCommand.Create(edges));
        root.Subcommands.Add(DoctorCommand.Create(edges));
        root.Subcommands.Add(ProvidersCommand.Create(edges));
        root.Subcommands.Add(KeysCommand.Create(edges, KeyInput.OfProcess));
        root.Subcommands.Add(ModelsCommand.Create(edges));
        root.Subcommands.Add(QuotasCommand.Create(edges));
        root.Subcommands.Add(ExplainCommand.Create(edges));
        root.Subcommands.Add(ChatCommand.Create(edges));
        root.Subcommands.Add(PoolCommand.Create(edges));
        root.Subcommands.Add(ImportCommand.Create(edges));
        root.Subcommands.Add(BackupCommand.Create(edges));
        root.Subcommands.Add(RestoreCommand.Create(edges));
        root.Subcommands.Add(SimulateCommand.Create(edges));
        root.Subcommands.Add(BenchCommand.Create(edges));
        root.Subcommands.Add(CompletionsCommand.Create(edges));
        HelpPage.AddTo(root);
        VersionLine.AddTo(root);
        return root;
    }
}
