using System.CommandLine;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis [serve]</c>.</summary>
internal static class ServeCommand
{
    public static void AddTo(Command command)
    {
        var config = new Option<string?>("--config") { Description = "Config file (default: gratis.yaml here, else $GRATIS_CONFIG)." };
        var data = new Option<string?>("--data") { Description = "Data folder (default: $GRATIS_DATA, else the platform's local data folder)." };
        var host = new Option<string?>("--host") { Description = "Address to listen on; wins over the config." };
        var port = new Option<int?>("--port") { Description = "Port to listen on, 0 = any free one; wins over the config." };
        var demo = new Option<bool>("--demo") { Description = "Serve from simulated providers." };
        command.Options.Add(config);
        command.Options.Add(data);
        command.Options.Add(host);
        command.Options.Add(port);
        command.Options.Add(demo);
        command.SetAction((parsed, cancel) => RunAsync(
            new ServeRequest(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(host), parsed.GetValue(port), parsed.GetValue(demo)), cancel));
    }

    private static async Task<int> RunAsync(ServeRequest request, CancellationToken cancel)
    {
        await using var gateway = await GatewayServer.StartAsync(request, Surroundings.OfProcess(), cancel);
        if (gateway is null)
            return ExitCodes.BadConfig;

        await gateway.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }
}
