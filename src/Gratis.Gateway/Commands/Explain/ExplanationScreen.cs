using System.Globalization;
using Gratis.Catalog;
using Gratis.Gateway.Commands.Models;
using Gratis.Gateway.Commands.Screens;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Routing.Explaining;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Explain;

/// <summary>An explanation for people: what is asked, who would be tried in which order and why, who not.</summary>
internal static class ExplanationScreen
{
    public static void Write(CommandEdges edges, Explanation explanation)
    {
        var console = Screen.Open(edges);
        console.Line($"{explanation.Model} ({explanation.Target.Spell()})", Styles.Title);
        console.Line("  " + Needs(explanation));
        console.WriteLine();
        console.Line(explanation.Candidates.Count > 0 ? "Tried in this order" : "Nothing would be tried", Styles.Title);
        foreach (var (index, candidate) in explanation.Candidates.Index())
            Write(console, index + 1, candidate);
        if (explanation.Rejected.Count == 0)
            return;

        console.WriteLine();
        console.Line("Not tried", Styles.Title);
        foreach (var rejection in explanation.Rejected)
            Write(console, rejection);
    }

    private static string Needs(Explanation explanation)
    {
        var needs = explanation.Needs;
        List<string> words = [needs.Capabilities == Capability.None ? "needs nothing special" : "needs " + string.Join(", ", CapabilityNames.NamesOf(needs.Capabilities))];
        if (needs.Preferred != Capability.None)
            words.Add("would like " + string.Join(", ", CapabilityNames.NamesOf(needs.Preferred)));
        if (explanation.Tier is { } tier)
            words.Add($"tier {tier.Spell()}");
        if (explanation.Estimate is { } estimate)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"about {estimate.InputTokens} tokens in, {estimate.OutputTokens} out"));
        return string.Join("; ", words);
    }

    private static void Write(IAnsiConsole console, int place, ExplainedCandidate explained)
    {
        var score = explained.Score is { } points ? string.Create(CultureInfo.InvariantCulture, $"  score {points:0.0}") : "";
        console.Line(string.Create(CultureInfo.InvariantCulture, $"{place,3}. {explained.Candidate.Route.Id}{score}"), explained.Candidate.Route.IsFree ? Styles.Good : null);
        foreach (var reason in explained.Reasons)
            console.Line("     " + reason);
    }

    private static void Write(IAnsiConsole console, Rejection rejection)
    {
        var account = rejection.Candidate is { } candidate ? $" on {candidate.Account.Id}" : "";
        var until = rejection.Until is { } at && at < Cooldown.UntilKeyChanges ? $", until {EvidenceWords.Minute(at)}" : "";
        console.Line($"  {rejection.Route}{account}: {rejection.Reason.Spell()}: {rejection.Detail}{until}", Styles.Faint);
    }
}
