using System.CommandLine;
using Gratis.Gateway.Commands.Bench;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Commands.Talking;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis bench</c>: a small load run, by route and by verdict.</summary>
internal static class BenchCommand
{
    private const int MostRequests = 100_000;
    private const int MostAtOnce = 512;

    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("bench", "Send a small load to a running gateway, or to a demo of its own when none runs, and tell how it fared.");
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: the one that runs at the configured address, else a demo in this process)." };
        var model = new Option<string?>("--model") { HelpName = "model", Description = "The model to ask (default: auto)." };
        var requests = new Option<int>("-n") { Description = $"How many requests, 1 to {MostRequests}.", DefaultValueFactory = _ => 20 };
        var concurrency = new Option<int>("-c") { Description = $"How many at once, 1 to {MostAtOnce}.", DefaultValueFactory = _ => 4 };
        var stream = new Option<bool>("--stream") { Description = "Stream the answers, and measure the first token." };
        Bound(requests, MostRequests);
        Bound(concurrency, MostAtOnce);
        foreach (var option in (Option[])[url, model, requests, concurrency, stream])
            command.Options.Add(option);
        var shared = new PlaceOptions(command);
        model.CompletionSources.Add(context => Known.Models(shared.PlaceOf(context.ParseResult), edges()));
        command.SetAction((parsed, cancel) => RunAsync(
            new BenchRequest(shared.PlaceOf(parsed), parsed.GetValue(url), parsed.GetValue(model) ?? "auto", shared.IsJson(parsed))
            {
                Requests = parsed.GetValue(requests),
                Concurrency = parsed.GetValue(concurrency),
                IsStream = parsed.GetValue(stream),
            },
            edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(BenchRequest request, CommandEdges edges, CancellationToken cancel)
    {
        using var http = Doors.Open(request.Concurrency);
        Companion? found;
        using (Progress.Of(edges, "Looking for a gateway"))
            found = await Companion.FindAsync(new CompanionRequest(request.Place, request.Url, IsSandbox: true), edges, http, cancel);
        if (found is null)
            return ExitCodes.BadConfig;

        await using var gateway = found;
        edges.Error.WriteLine(gateway switch
        {
            { IsOwn: true } => "No gateway runs: this asks a demo in this process. Its answers are simulated; the times are those of the gateway around them.",
            { Health.IsDemo: true } => $"{gateway.Address.GetLeftPart(UriPartial.Authority)} is in demo mode: its answers are simulated.",
            _ => $"{gateway.Address.GetLeftPart(UriPartial.Authority)} serves from real providers: this spends their quotas.",
        });
        BenchReport report;
        using (var progress = Progress.Of(edges, "Asking"))
        {
            report = await BenchRun.RunAsync(
                new Talk(http, gateway, edges.Around.Time), request, edges.Around.Time, done => progress.Say(FormattableString.Invariant($"{done} of {request.Requests} asked")), cancel);
        }

        if (request.IsJson)
            BenchJson.Write(edges.Out, request, report, gateway.Address, gateway.Health.IsDemo);
        else
            BenchScreen.Write(edges, report);
        return report.Served > 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Bound(Option<int> option, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
            result.AddError(FormattableString.Invariant($"{option.Name} must be 1 to {most}, not {value}."));
    });
}

/// <summary>What the command line asked of <c>bench</c>.</summary>
internal sealed record BenchRequest(CatalogueRequest Place, string? Url = null, string Model = "auto", bool IsJson = false)
{
    public int Requests { get; init; } = 20;

    public int Concurrency { get; init; } = 4;

    public bool IsStream { get; init; }
}
