using System.Globalization;
using Gratis.AspNetCore.Providers;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Providers;

/// <summary>The providers as a table.</summary>
internal static class ProvidersTable
{
    public static void Write(CommandEdges edges, IReadOnlyList<ProviderEntry> providers)
    {
        var table = new TextTable(
            new Column("provider"), new Column("configured", Importance: 1), new Column("by, or what to do", Importance: 2), new Column("tier", Importance: 3),
            new Column("free models", Importance: 6), new Column("lasts", Importance: 10), new Column("region", Importance: 9), new Column("needs", Importance: 7),
            new Column("trains", Importance: 8), new Column("free/known", Importance: 4, IsNumber: true), new Column("last list", Importance: 11),
            new Column("sign up", Importance: 5), new Column("rate headers", Importance: 12));
        foreach (var entry in providers)
            table.Add(RowOf(entry));

        var leftOut = table.Write(Screen.Open(edges), edges.Width);
        if (leftOut.Count > 0)
            edges.Error.WriteLine($"No room for {string.Join(", ", leftOut)}: widen the terminal, use --json, or name one provider.");
    }

    private static Cell[] RowOf(ProviderEntry entry) =>
    [
        new Cell(entry.Id, entry.IsConfigured ? Styles.Title : null),
        new Cell(entry.IsConfigured ? "yes" : "no", entry.IsConfigured ? Styles.Good : null),
        entry.Setup,
        entry.Facts?.Tier.Spell() ?? "your own",
        ProviderWords.FreeRuleOf(entry.Facts, entry.Asked, entry.IsLocal),
        entry.Facts?.Permanence?.Value.Spell() ?? ProviderWords.Unknown,
        entry.Facts?.Region?.Value ?? ProviderWords.Unknown,
        ProviderWords.NeedsOf(entry.Facts),
        ProviderWords.YesNo(entry.Facts?.Data.Trains),
        string.Create(CultureInfo.InvariantCulture, $"{(entry.IsConfigured ? "" : "~")}{entry.FreeModels}/{entry.Models}"),
        entry.ListedAt is { } at ? EvidenceWords.Minute(at) : "-",
        entry.Facts?.KeysUrl ?? "-",
        string.Join(", ", entry.Facts?.RateHeaders ?? []),
    ];
}
