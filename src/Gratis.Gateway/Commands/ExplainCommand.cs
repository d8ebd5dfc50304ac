using System.CommandLine;
using Gratis.Dispatch;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Explain;
using Gratis.Gateway.Commands.Screens;
using Gratis.Quotas.Estimates;
using Gratis.Routing;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis explain</c>: where a request would go, why there, and why not elsewhere. Nothing is sent.</summary>
internal static class ExplainCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("explain", "Show where a request would go, why there and why not elsewhere. Nothing is sent.");
        var prompt = new Argument<string?>("prompt") { Description = "What would be asked.", Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string?>("--model") { HelpName = "model", Description = "The model to ask for (default: the payload's, else auto)." };
        var file = new Option<string?>("--file") { Description = "A chat completion payload, as it would be posted." };
        command.Arguments.Add(prompt);
        command.Options.Add(model);
        command.Options.Add(file);
        var shared = new CatalogueOptions(command);
        model.CompletionSources.Add(context => Known.Models(shared.RequestOf(context.ParseResult), edges()));
        command.SetAction((parsed, cancel) => RunAsync(
            new ExplainRequest(shared.RequestOf(parsed), parsed.GetValue(model), parsed.GetValue(file), parsed.GetValue(prompt), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(ExplainRequest request, CommandEdges edges, CancellationToken cancel)
    {
        if (await Payload.ReadAsync(request, edges, cancel) is not { } payload)
            return ExitCodes.Unknown;
        if (await CatalogueReader.ReadAsync(request.Catalogue, edges, cancel) is not { } view)
            return ExitCodes.BadConfig;

        var routes = new RoutingTable(view.Build.Snapshot, view.Stored.Books);
        if (routes.Resolve(payload.Model) is not { } target)
        {
            edges.Error.WriteLine(Plain.Line(Failures.Unknown(routes, payload.Model).Message));
            return ExitCodes.Unknown;
        }

        edges.Error.WriteLine(view.Stored.IsFound
            ? "Quotas and health are as the data folder has them. What a running gateway knows since says POST /v1/gateway/explain."
            : "Quotas and health are not known here: no gateway has run in this data folder, so every route counts as open.");
        var (catalog, ledger) = (view.Build.Snapshot, view.Stored.Books.Quotas);
        var explanation = new Foresight(catalog, SpillBudget.Of(view.Config.Options.Spill, ledger), ledger, edges.Around.Time.GetUtcNow())
            .Explain(target, payload.Request, payload.Request.NeedsUnder(catalog), new RequestSize(new TokenEstimator(), payload.Request.Facts));
        if (request.IsJson)
            JsonText.Write(edges.Out, json => AspNetCore.Explain.ExplanationJson.Write(json, explanation));
        else
            ExplanationScreen.Write(edges, explanation);
        return ExitCodes.Done;
    }
}

/// <summary>What the command line asked of <c>explain</c>.</summary>
internal sealed record ExplainRequest(CatalogueRequest Catalogue, string? Model = null, string? File = null, string? Prompt = null, bool IsJson = false);
