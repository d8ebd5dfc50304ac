using System.CommandLine;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Commands.Talking;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis health</c>: whether a gateway lives where it should, for whoever starts it again if it does not.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("health", "Say whether a gateway answers at the configured address; what a container's health check asks.");
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: the configured address)." };
        command.Options.Add(url);
        var shared = new PlaceOptions(command);
        command.SetAction((parsed, cancel) => RunAsync(new HealthRequest(shared.PlaceOf(parsed), parsed.GetValue(url), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(HealthRequest request, CommandEdges edges, CancellationToken cancel)
    {
        if (AddressOf(request, edges) is not { } address)
            return ExitCodes.BadConfig;

        using var http = Doors.Open();
        var health = await GatewayHealth.FindAsync(http, address, Patience, edges.Around.Time, cancel);
        if (request.IsJson)
        {
            JsonText.Write(edges.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("address", address.GetLeftPart(UriPartial.Authority));
                json.WriteBoolean("alive", health is not null);
                json.WriteString("version", health?.Version);
                json.WriteEndObject();
            });
        }
        else if (health is not null)
        {
            edges.Out.WriteLine($"Gratis {health.Version} answers at {address.GetLeftPart(UriPartial.Authority)}.");
        }

        if (health is null)
            edges.Error.WriteLine($"No gateway answers at {address.GetLeftPart(UriPartial.Authority)}.");
        return health is null ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static Uri? AddressOf(HealthRequest request, CommandEdges edges)
    {
        if (request.Url is { } named)
        {
            if (Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                return address;
            edges.Error.WriteLine("--url must be an http or https address, such as http://127.0.0.1:8000.");
            return null;
        }

        return CatalogueReader.ReadConfig(request.Place.Config, BuiltInFacts.Load(), edges) is { Config.Server: var server } ? Doors.Of(new ListenAddress(server.Host, server.Port)) : null;
    }
}

/// <summary>What the command line asked of <c>health</c>.</summary>
internal sealed record HealthRequest(CatalogueRequest Place, string? Url = null, bool IsJson = false);
