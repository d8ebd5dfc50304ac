using System.Globalization;
using Gratis.Catalog;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Models;

/// <summary>The routes as a table.</summary>
internal static class ModelsTable
{
    public static void Write(CommandEdges edges, IReadOnlyList<RouteEntry> routes)
    {
        var table = new TextTable(
            new Column("rank", Importance: 2, IsNumber: true), new Column("route"), new Column("free", Importance: 1), new Column("tier", Importance: 4),
            new Column("context", Importance: 5, IsNumber: true), new Column("capabilities", Importance: 7), new Column("quality", Importance: 6, IsNumber: true),
            new Column("state", Importance: 3));
        foreach (var entry in routes)
            table.Add(RowOf(entry));

        var console = Screen.Open(edges);
        var leftOut = table.Write(console, edges.Width);
        if (leftOut.Count > 0)
            edges.Error.WriteLine($"No room for {string.Join(", ", leftOut)}: widen the terminal, or use --json.");
    }

    private static Cell[] RowOf(RouteEntry entry)
    {
        var (route, dossier) = (entry.Route, entry.Dossier);
        return
        [
            entry.IsRanked ? entry.Place.ToString(CultureInfo.InvariantCulture) : "-",
            new Cell(route.Id, route.State == RouteState.Enabled ? Styles.Title : null),
            new Cell(ModelWords.Free(dossier.Free), route.IsFree ? Styles.Good : null),
            dossier.Tier.Spell(),
            route.Context?.ToString(CultureInfo.InvariantCulture) ?? "?",
            string.Join(", ", CapabilityNames.NamesOf(route.Capabilities.Supported)),
            ModelWords.Quality(dossier.Quality),
            new Cell(route.State.Spell(), StyleOf(route.State)),
        ];
    }

    private static Style? StyleOf(RouteState state) => state switch
    {
        RouteState.Enabled => Styles.Good,
        RouteState.Dead => Styles.Bad,
        RouteState.Found => Styles.Doubtful,
        _ => Styles.Faint,
    };
}
