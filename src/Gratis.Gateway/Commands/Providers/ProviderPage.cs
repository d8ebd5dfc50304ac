using System.Globalization;
using Gratis.AspNetCore.Providers;
using Gratis.Catalog.Claims;
using Gratis.Gateway.Commands.Screens;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Providers;

/// <summary>Everything about one provider, for people.</summary>
internal static class ProviderPage
{
    private const int Heads = 15;

    public static void Write(CommandEdges edges, ProviderEntry entry)
    {
        var console = Screen.Open(edges);
        var facts = entry.Facts;
        console.Line(facts is null ? entry.Id : $"{entry.Id}: {facts.Name}", Styles.Title);
        Say(console, "configured", entry.IsConfigured ? $"yes, by {entry.Setup}" : $"no: {entry.Setup}", entry.IsConfigured ? Styles.Good : null);
        Say(console, "free models", ProviderWords.FreeRuleOf(entry.Facts, entry.Asked, entry.IsLocal));
        Say(console, "models", string.Create(
            CultureInfo.InvariantCulture, $"{entry.Models}, {entry.FreeModels} {(entry.IsConfigured ? "proven free" : "believed free; what is shipped with the program")}"));
        Say(console, "last list", entry.ListedAt is { } at ? EvidenceWords.Minute(at) : "none");
        if (facts is null)
            return;

        // What a statement has no source of its own for has that of the whole, which stands at the end.
        var whole = facts.Evidence.AsEvidence();
        Say(console, "tier", facts.Tier.Spell());
        Say(console, "lasts", With(facts.Permanence?.Value.Spell(), facts.Permanence?.Evidence));
        Say(console, "region", With(facts.Region?.Value, facts.Region?.Evidence));
        Say(console, "needs", With(ProviderWords.NeedsOf(entry.Facts), facts.Needs.Evidence));
        Say(console, "trains", With(ProviderWords.YesNo(facts.Data.Trains) + (facts.Data.Note is { } use ? $", {use}" : ""), facts.Data.Evidence));
        Say(console, "variables", string.Join(", ", facts.EnvironmentVariables));
        Say(console, "also known as", string.Join(", ", facts.Aliases));
        Say(console, "sign up", facts.KeysUrl ?? "there is no key");
        Say(console, "home", facts.Home);
        Say(console, "rate headers", string.Join(", ", facts.RateHeaders));
        Say(console, "note", facts.Note ?? "");
        Say(console, "source", Of(whole));

        string With(string? text, Evidence? evidence) => evidence is null || evidence == whole
            ? text ?? ProviderWords.Unknown
            : $"{text ?? ProviderWords.Unknown} ({Of(evidence)})";
    }

    private static void Say(IAnsiConsole console, string head, string text, Style? style = null)
    {
        if (text.Length == 0)
            return;
        console.Write(new Paragraph().Append($"  {head.PadRight(Heads)}", Styles.Faint).Append(Plain.Line(text), style ?? Style.Plain));
        console.WriteLine();
    }

    private static string Of(Evidence evidence) => $"{EvidenceWords.From(evidence)}, {EvidenceWords.Day(evidence)}, confidence {EvidenceWords.Confidence(evidence)}";
}
