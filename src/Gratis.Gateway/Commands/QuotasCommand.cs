using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Quotas;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration.Shapes;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis quotas</c>: what is left of every quota, as the books in the data folder have it.</summary>
internal static class QuotasCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("quotas", "Show what is left of every quota, as the books in the data folder have it.");
        var provider = new Option<string?>("--provider") { HelpName = "provider", Description = "Only those of one provider." };
        provider.CompletionSources.Add(_ => Known.Providers());
        var all = new Option<bool>("--all") { Description = "Also those that are only counted, because no limit of theirs is known." };
        command.Options.Add(provider);
        command.Options.Add(all);
        var shared = new PlaceOptions(command);
        command.SetAction((parsed, cancel) => RunAsync(
            new QuotasRequest(shared.PlaceOf(parsed), parsed.GetValue(provider), parsed.GetValue(all), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(QuotasRequest request, CommandEdges edges, CancellationToken cancel)
    {
        CatalogueView? view;
        using (Progress.Of(edges, "Reading the books"))
            view = await CatalogueReader.ReadAsync(request.Place, edges, cancel);
        if (view is null)
            return ExitCodes.BadConfig;

        var provider = request.Provider is { } name ? view.IdOf(name) : null;
        if (provider is not null && !view.Knows(provider))
        {
            edges.Error.WriteLine($"No provider '{Plain.Line(provider)}' is known.{Names.Hint(provider, view.ProviderIds)} `gratis providers` lists them all.");
            return ExitCodes.Unknown;
        }

        if (view.Stored.IsFound)
            edges.Error.WriteLine("These are the books as they were last written, which for spending is a little ahead of it. What a running gateway counts this moment says GET /admin/api/quotas.");
        var pools = StoredQuotas.Of(view)
            .Where(pool => (provider is null || pool.Report.Name.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase)) && (request.IsAll || pool.Binds))
            .ToList();
        if (request.IsJson)
            QuotasJson.Write(edges.Out, pools);
        else if (pools.Count > 0)
            QuotasTable.Write(edges, pools);
        else
            edges.Error.WriteLine(request.IsAll ? "There is no quota: no provider is configured." : "No limit is known. --all shows what is merely counted.");
        return ExitCodes.Done;
    }
}

/// <summary>What the command line asked of <c>quotas</c>.</summary>
internal sealed record QuotasRequest(CatalogueRequest Place, string? Provider = null, bool IsAll = false, bool IsJson = false);
