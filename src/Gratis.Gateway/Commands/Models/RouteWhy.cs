using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Ranking;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Models;

/// <summary>Everything that anybody says of one route, for people: whether it is free first, then state, place and every claim.</summary>
internal static class RouteWhy
{
    public static void Write(CommandEdges edges, RouteEntry entry, RankOrder ranking)
    {
        var (console, dossier) = (Screen.Open(edges), entry.Dossier);
        console.Line(entry.Route.Id, Styles.Title);
        if (dossier.DisplayName != entry.Route.UpstreamId)
            console.Line(dossier.DisplayName);
        console.WriteLine();
        WriteFree(console, dossier.Free);
        console.WriteLine();
        WriteState(console, entry);
        console.WriteLine();
        WriteRank(console, entry, ranking);
        console.WriteLine();
        WriteClaims(console, dossier.Claims());
    }

    /// <summary>Score, its parts, and what else moved or held it.</summary>
    public static IReadOnlyList<string> RankReasonsOf(RouteEntry entry, RankOrder ranking)
    {
        if (entry.IsRanked)
            return RankReasons.Of(ranking, entry.Place - 1);
        return
        [
            "not ranked: nobody has accepted it yet",
            .. entry.Dossier.Score.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Points:+0.0;-0.0;0}: {part.Why}")),
        ];
    }

    private static void WriteFree(IAnsiConsole console, FreeVerdict verdict)
    {
        var word = verdict.IsFree ? "yes" : "no";
        console.Line($"Free: {word}, decided by {verdict.Layer.Spell()}: {ModelWords.Because(verdict.Layer)}", verdict.IsFree ? Styles.Good : Styles.Bad);
        var evidence = verdict.Evidence;
        console.Line($"  {EvidenceWords.Layer(evidence)} / {evidence.Source.Spell()}, {EvidenceWords.Day(evidence)}, confidence {EvidenceWords.Confidence(evidence)}: {EvidenceWords.From(evidence)}");
    }

    private static void WriteState(IAnsiConsole console, RouteEntry entry)
    {
        console.Line($"State: {entry.Route.State.Spell()}", Styles.Title);
        if (entry.Dossier.StateReason is { } reason)
            console.Line("  " + reason);
        if (entry.Route.State == RouteState.Enabled && !entry.Route.IsInVirtualModels)
            console.Line("  only by its full name: expose_to_virtual_models of its provider is false");
    }

    private static void WriteRank(IAnsiConsole console, RouteEntry entry, RankOrder ranking)
    {
        console.Line(entry.IsRanked ? string.Create(CultureInfo.InvariantCulture, $"Rank: {entry.Place} of {ranking.Routes.Length}") : "Rank: none", Styles.Title);
        foreach (var reason in RankReasonsOf(entry, ranking))
            console.Line("  " + reason);
    }

    private static void WriteClaims(IAnsiConsole console, IReadOnlyList<RouteClaim> claims)
    {
        console.Line("Claims", Styles.Title);
        var table = new TextTable(
            new Column("  topic"), new Column("value"), new Column("believed"), new Column("layer"), new Column("source"), new Column("date"),
            new Column("confidence", IsNumber: true), new Column("from"));
        foreach (var claim in claims)
        {
            var style = claim.IsBelieved ? null : Styles.Faint;
            var evidence = claim.Evidence;
            table.Add(
                new Cell("  " + claim.Topic, style), new Cell(claim.Value, style), new Cell(claim.IsBelieved ? "yes" : "no", claim.IsBelieved ? Styles.Good : style),
                new Cell(EvidenceWords.Layer(evidence), style), new Cell(evidence.Source.Spell(), style), new Cell(EvidenceWords.Day(evidence), style),
                new Cell(EvidenceWords.Confidence(evidence), style), new Cell(EvidenceWords.From(evidence), style));
        }

        table.Write(console, room: null);
    }
}
