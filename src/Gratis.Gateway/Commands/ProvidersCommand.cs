using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Providers;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis providers</c>: every provider that is known, what it gives, and what to do to use it.</summary>
internal static class ProvidersCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("providers", "List the known providers: what each gives, asks for and is configured by.");
        var one = new Argument<string?>("PROVIDER") { HelpName = "PROVIDER", Description = "Everything about this one.", Arity = ArgumentArity.ZeroOrOne };
        var configured = new Option<bool>("--configured") { Description = "Only those that can be called." };
        one.CompletionSources.Add(_ => Known.Providers());
        command.Arguments.Add(one);
        command.Options.Add(configured);
        var shared = new CatalogueOptions(command);
        command.SetAction((parsed, cancel) => RunAsync(
            new ProvidersRequest(shared.RequestOf(parsed), parsed.GetValue(one), parsed.GetValue(configured), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(ProvidersRequest request, CommandEdges edges, CancellationToken cancel)
    {
        if (await CatalogueReader.ReadAsync(request.Catalogue, edges, cancel) is not { } view)
            return ExitCodes.BadConfig;

        var providers = ProviderEntry.All(view).Where(entry => !request.IsConfiguredOnly || entry.IsConfigured);
        if (request.Provider is { } name)
        {
            var id = view.IdOf(name);
            providers = providers.Where(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
            if (!view.Knows(id))
            {
                edges.Error.WriteLine(view.UnknownProvider(name));
                return ExitCodes.Unknown;
            }
        }

        var found = providers.ToList();
        if (request.IsJson)
            ProvidersJson.Write(edges.Out, found);
        else if (found.Count == 0)
            edges.Error.WriteLine("No provider is configured. Set a key, for example OPENROUTER_API_KEY; `gratis providers` lists them all.");
        else if (request.Provider is not null)
            ProviderPage.Write(edges, found[0]);
        else
            ProvidersTable.Write(edges, found);
        return ExitCodes.Done;
    }
}

/// <summary>What the command line asked of <c>providers</c>.</summary>
internal sealed record ProvidersRequest(CatalogueRequest Catalogue, string? Provider = null, bool IsConfiguredOnly = false, bool IsJson = false);
