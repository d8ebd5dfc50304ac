using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Pool.Marked;
using Gratis.Hosting.Catalogue.Shipped;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Pool;

/// <summary><c>gratis pool table</c>: every free chat model of OpenRouter as a Markdown table, between markers of a page.</summary>
internal sealed class FreeTable(PoolRequest request, CommandEdges edges)
{
    public const string Begin = "<!-- BEGIN FREE MODELS -->";
    public const string End = "<!-- END FREE MODELS -->";

    private static readonly Markers Markers = new(Begin, End, $"Add these two lines where the table belongs:\n{Begin}\n{End}");
    private static readonly CultureInfo Plainly = CultureInfo.InvariantCulture;

    private readonly Destination _destination = new(request.Target, edges);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        MarkedText? page = null;
        if (!_destination.TryRead(out var before))
            return ExitCodes.Unknown;
        if (request.Target.Into is not null && !TryOpen(before, out page, out var problem))
            return _destination.Fail(problem);
        if (await OwnersKnowledge.ReadAsync(request.Config, request.Data, edges, cancel) is not { } known)
            return ExitCodes.BadConfig;
        if (await request.Source.ReadAsync(known.Catalogue, edges, cancel) is not { } routes)
            return ExitCodes.Unknown;

        var free = FreeOf(routes, DateOnly.FromDateTime(edges.Around.Time.GetUtcNow().UtcDateTime));
        if (free.Count == 0)
            return _destination.Fail($"None of the {routes.Count} models is free, which is more likely a fault of the list than the truth; nothing was written.");
        var lines = Lines(free);
        return _destination.Deliver(
            before, page?.With(lines) ?? string.Concat(lines.Select(line => line + "\n")),
            string.Create(Plainly, $"{free.Count} free models"), change => Tell(free, change));
    }

    /// <summary>The free chat models, best first. Pure, and the order of the list plays no part.</summary>
    public static IReadOnlyList<Route> FreeOf(IEnumerable<Route> routes, DateOnly today) =>
    [
        .. routes
            .Where(route => ShippedPools.IsFreeChat(route) && route.Dossier is { Free.Layer: FreeLayer.Price } dossier && !(dossier.Expires <= today))
            .OrderByDescending(route => route.Dossier!.Quality.Points)
            .ThenBy(route => route.UpstreamId, StringComparer.Ordinal),
    ];

    private static bool TryOpen(string? text, [NotNullWhen(true)] out MarkedText? page, [NotNullWhen(false)] out string? problem)
    {
        if (text is not null)
            return MarkedText.TryFind(text, Markers, out page, out problem);
        (page, problem) = (null, $"There is no such file. {Markers.Hint}");
        return false;
    }

    private static List<string> Lines(IReadOnlyList<Route> routes) =>
    [
        "",
        "| model | context | tools | vision | reasoning | quality |",
        "|---|---:|:---:|:---:|:---:|---:|",
        .. routes.Select(route => string.Create(
            Plainly,
            $"| `{route.UpstreamId}` | {route.Context:N0} | {Has(route, Capability.Tools)} | {Has(route, Capability.Vision)} | {Has(route, Capability.Reasoning)} | {Quality(route)} |")),
        "",
        string.Create(Plainly, $"{routes.Count} models whose listed prices are zero. Quality is on the scale of Artificial Analysis' index; `~` is a guess."),
        "",
    ];

    private static string Has(Route route, Capability capability) => route.Capabilities.Supported.HasFlag(capability) ? "yes" : "";

    private static string Quality(Route route) =>
        route.Dossier!.Quality is var quality && quality.IsMeasured ? quality.Points.ToString("0", Plainly) : string.Create(Plainly, $"~{quality.Points:0}");

    private bool Tell(IReadOnlyList<Route> routes, Change change)
    {
        if (request.IsJson)
            JsonText.Write(edges.Out, json => Write(json, routes, change));
        return request.IsJson;
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<Route> routes, Change change)
    {
        json.WriteStartObject();
        json.WriteString("file", request.Target.Into);
        json.WriteBoolean("changed", change != Change.None);
        json.WriteBoolean("written", change == Change.Written);
        json.WriteStartArray("models");
        foreach (var route in routes)
        {
            json.WriteStartObject();
            json.WriteString("model", route.UpstreamId);
            json.WriteNumberOrNull("context", route.Context);
            json.WriteStrings("capabilities", CapabilityNames.NamesOf(route.Capabilities.Supported));
            json.WriteNumber("quality", route.Dossier!.Quality.Points);
            json.WriteBoolean("measured", route.Dossier.Quality.IsMeasured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
