using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Models;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis models</c>: every route that the gateway would know now, best first; with <c>--why</c> all there is to say of one.</summary>
internal static class ModelsCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("models", "List the models, best first: whether they are free, and why.");
        var free = new Option<bool>("--free") { Description = "Only those that are proven free." };
        var provider = new Option<string?>("--provider") { HelpName = "provider", Description = "Only those of one provider." };
        var why = new Option<string?>("--why") { HelpName = "route", Description = "Everything that is claimed of one route (provider/model), who says so, and what is believed." };
        command.Options.Add(free);
        command.Options.Add(provider);
        command.Options.Add(why);
        var shared = new CatalogueOptions(command);
        provider.CompletionSources.Add(_ => Known.Providers());
        why.CompletionSources.Add(context => Known.Routes(shared.RequestOf(context.ParseResult), edges()));
        command.SetAction((parsed, cancel) => RunAsync(
            new ModelsRequest(shared.RequestOf(parsed), parsed.GetValue(free), parsed.GetValue(provider), parsed.GetValue(why), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(ModelsRequest request, CommandEdges edges, CancellationToken cancel)
    {
        if (await CatalogueReader.ReadAsync(request.Catalogue, edges, cancel) is not { } view)
            return ExitCodes.BadConfig;
        return request.Why is { } route ? Explain(route, view, request.IsJson, edges) : List(request, view, edges);
    }

    private static int List(ModelsRequest request, CatalogueView view, CommandEdges edges)
    {
        var provider = request.Provider is { } name ? view.IdOf(name) : null;
        if (provider is not null && !view.Knows(provider))
        {
            edges.Error.WriteLine(view.UnknownProvider(provider));
            return ExitCodes.Unknown;
        }

        if (HintFor(view, provider) is { } hint)
            edges.Error.WriteLine(hint);
        var routes = view.Routes
            .Where(entry => (provider is null || entry.Route.Provider.Id.Equals(provider, StringComparison.OrdinalIgnoreCase)) && (!request.IsFreeOnly || entry.Route.IsFree))
            .ToList();
        if (request.IsJson)
            ModelsJson.Write(edges.Out, routes, view.Build.Ranking);
        else if (routes.Count > 0)
            ModelsTable.Write(edges, routes);
        else
            edges.Error.WriteLine("There is no such model.");
        return ExitCodes.Done;
    }

    private static int Explain(string id, CatalogueView view, bool isJson, CommandEdges edges)
    {
        if (view.Find(id) is not { } entry)
        {
            edges.Error.WriteLine(NearRoutes.Message(id, view));
            return ExitCodes.Unknown;
        }

        if (isJson)
            ModelsJson.WriteWhy(edges.Out, entry, view.Build.Ranking);
        else
            RouteWhy.Write(edges, entry, view.Build.Ranking);
        return ExitCodes.Done;
    }

    private static string? HintFor(CatalogueView view, string? provider)
    {
        if (provider is not null && view.Build.Snapshot.FindProvider(provider) is null)
            return $"{provider} is not configured: {ProviderSetup.MissingOf(provider, view)}.";
        return view.Build.Snapshot.Providers.Count == 0
            ? "No provider is configured, so a gateway would serve simulated models. Set a key, for example OPENROUTER_API_KEY; `gratis providers` lists them all."
            : null;
    }
}

/// <summary>What the command line asked of <c>models</c>.</summary>
internal sealed record ModelsRequest(CatalogueRequest Catalogue, bool IsFreeOnly = false, string? Provider = null, string? Why = null, bool IsJson = false);
