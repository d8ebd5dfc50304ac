using System.CommandLine;
using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Scenarios;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis simulate</c>: a world of providers on a port, to try a gateway against.</summary>
internal static class SimulateCommand
{
    private const int DefaultPort = 9100;

    public static Command Create()
    {
        var scenario = new Option<FileInfo?>("--scenario") { Description = "Scenario file (default: the demo world)." };
        var port = new Option<int>("--port") { Description = "Port to listen on, 0 = any free one.", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("simulate", "Serve simulated providers with limits, prices and faults.");
        command.Options.Add(scenario);
        command.Options.Add(port);
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(scenario), parsed.GetValue(port), cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? scenario, int port, CancellationToken cancel)
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
            await Console.Error.WriteLineAsync(scenario is null ? wrong.Message : $"{scenario.Name}: {wrong.Message}");
            return ExitCodes.BadConfig;
        }

        await using var host = await SimulatorHost.StartAsync(world, port, cancel);
        Console.WriteLine($"Listening on {host.BaseAddress.GetLeftPart(UriPartial.Authority)}");
        foreach (var provider in world.Providers)
            Console.WriteLine($"  {provider.Id,-14} {provider.UrlBelow(host.BaseAddress)}   {provider.Models.Count} models");
        await host.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }
}
