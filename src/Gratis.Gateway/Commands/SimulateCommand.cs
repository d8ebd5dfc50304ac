using System.CommandLine;
using Gratis.Gateway.Commands.Screens;
using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Scenarios;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis simulate</c>: a world of providers on a port, to try a gateway against.</summary>
internal static class SimulateCommand
{
    private const int DefaultPort = 9100;

    public static Command Create(Func<CommandEdges> edges)
    {
        var scenario = new Option<FileInfo?>("--scenario") { Description = "Scenario file (default: the demo world)." };
        var port = new Option<int>("--port") { Description = "Port to listen on, 0 = any free one.", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("simulate", "Serve simulated providers with limits, prices and faults.");
        command.Options.Add(scenario);
        command.Options.Add(port);

        // The world is the same whatever the config says; the options are there as everywhere.
        var shared = new PlaceOptions(command);
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(scenario), parsed.GetValue(port), shared.IsJson(parsed), edges(), cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? scenario, int port, bool isJson, CommandEdges edges, CancellationToken cancel)
    {
        World world;
        try
        {
            world = scenario is null
                ? World.Demo(TimeProvider.System)
                : World.FromScenario(await File.ReadAllTextAsync(scenario.FullName, cancel), TimeProvider.System);
        }
        catch (Exception wrong) when (wrong is ScenarioException or IOException)
        {
            await edges.Error.WriteLineAsync(scenario is null ? wrong.Message : $"{scenario.Name}: {wrong.Message}");
            return ExitCodes.BadConfig;
        }

        await using var host = await SimulatorHost.StartAsync(world, port, cancel);
        if (isJson)
            WriteJson(edges.Out, world, host.BaseAddress);
        else
            WriteText(edges.Out, world, host.BaseAddress);
        await edges.Out.FlushAsync(cancel);
        await host.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }

    private static void WriteText(TextWriter output, World world, Uri address)
    {
        output.WriteLine($"Listening on {address.GetLeftPart(UriPartial.Authority)}");
        foreach (var provider in world.Providers)
            output.WriteLine($"  {provider.Id,-14} {provider.UrlBelow(address)}   {provider.Models.Count} models");
    }

    private static void WriteJson(TextWriter output, World world, Uri address) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("listening", address.GetLeftPart(UriPartial.Authority));
        json.WriteStartArray("providers");
        foreach (var provider in world.Providers)
        {
            json.WriteStartObject();
            json.WriteString("id", provider.Id);
            json.WriteString("base_url", provider.UrlBelow(address).ToString());
            json.WriteNumber("models", provider.Models.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
