using Gratis.AspNetCore.Accounts;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Keys;

/// <summary>Accounts for people and for programs.</summary>
internal static class KeysScreen
{
    /// <summary>Of an account that has just been changed only a running gateway will know more.</summary>
    public static AccountHealth Unknown { get; } = new("unknown", "No request has gone there since it was changed.");

    public static void WriteJson(TextWriter output, IReadOnlyList<(AccountEntry Entry, AccountHealth Health)> rows) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var (entry, health) in rows)
            AccountJson.Write(json, entry, health);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void WriteTable(CommandEdges edges, IReadOnlyList<(AccountEntry Entry, AccountHealth Health)> rows)
    {
        var table = new TextTable(
            new Column("id"), new Column("provider", Importance: 1), new Column("key", Importance: 5), new Column("label", Importance: 4),
            new Column("from", Importance: 3), new Column("health", Importance: 2), new Column("added", Importance: 7), new Column("why", Importance: 6));
        foreach (var (entry, health) in rows)
        {
            table.Add(
                entry.Id, entry.Provider, entry.Last4 is { } end ? "…" + end : "-", entry.Label ?? "-", entry.Variable ?? entry.Source.Spell(),
                new Cell(health.State, StyleOf(health)), entry.AddedAt is { } at ? EvidenceWords.Minute(at) : "-", WhyOf(health));
        }

        var leftOut = table.Write(Screen.Open(edges), edges.Width);
        if (leftOut.Count > 0)
            edges.Error.WriteLine($"No room for {string.Join(", ", leftOut)}: widen the terminal, or use --json.");
    }

    private static Spectre.Console.Style? StyleOf(AccountHealth health) => health.State switch
    {
        "ok" => Styles.Good,
        "unreadable" or "refused_key" or "payment_wanted" or "incomplete" or "unknown_provider" => Styles.Bad,
        _ => Styles.Doubtful,
    };

    private static string WhyOf(AccountHealth health) => (health.Reason, health.Until) switch
    {
        (null, null) => "",
        ({ } reason, { } until) => $"{reason}, until {EvidenceWords.Minute(until)}",
        (var reason, var until) => reason ?? $"until {EvidenceWords.Minute(until!.Value)}",
    };
}
