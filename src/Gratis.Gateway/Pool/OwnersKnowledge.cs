using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Pool.Marked;
using Gratis.Gateway.Serving;
using Gratis.Hosting.Catalogue;
using Gratis.Stores;

namespace Gratis.Gateway.Pool;

/// <summary>
/// What a gateway of the owner's knows of OpenRouter's models: whom its config blocks, and what was seen in its data folder, where models
/// fail and which were charged. Only what is named is read, so that a pool does not depend on the folder in which it is made.
/// </summary>
/// <param name="Catalogue">What is known at this instant.</param>
/// <param name="Blocklist">Models that the config keeps out of <c>primary</c>.</param>
internal sealed record OwnersKnowledge(CatalogKnowledge Catalogue, IReadOnlyList<string> Blocklist)
{
    /// <param name="config">A config file; null: none.</param>
    /// <param name="data">A data folder; null: none.</param>
    /// <param name="edges">Where it is told what cannot be used.</param>
    /// <param name="cancel">Nobody wants to know any more.</param>
    /// <returns>Null where something named cannot be used.</returns>
    public static async Task<OwnersKnowledge?> ReadAsync(string? config, string? data, CommandEdges edges, CancellationToken cancel)
    {
        var knowledge = new OwnersKnowledge(new CatalogKnowledge(edges.Around.Time.GetUtcNow()), []);
        if (config is not null)
        {
            if (BlocklistOf(config, edges) is not { } blocklist)
                return null;
            knowledge = knowledge with { Blocklist = blocklist };
        }

        if (data is null)
            return knowledge;
        try
        {
            var stored = await StoredCatalogue.ReadAsync(new StorageConfig(), Path.GetFullPath(data, edges.Around.WorkingDirectory), edges.Around, cancel);
            if (stored.Note is { } note)
                edges.Error.WriteLine(note);
            return knowledge with { Catalogue = knowledge.Catalogue with { Evidence = stored.Evidence, Measures = stored.Measures } };
        }
        catch (StorageException unusable)
        {
            edges.Error.WriteLine(unusable.Message);
            return null;
        }
    }

    private static IReadOnlyList<string>? BlocklistOf(string config, CommandEdges edges)
    {
        if (!TextFile.TryRead(Path.GetFullPath(config, edges.Around.WorkingDirectory), out var file, out var problem) || file is null)
        {
            edges.Error.WriteLine($"{config}: {problem ?? "There is no such config."}");
            return null;
        }

        var reading = new ConfigReader(KnownThings.From(BuiltInFacts.Load())).Read(new SourceText(config, file.Text), dotEnv: null, edges.Around.Environment);
        foreach (var error in reading.Errors)
            edges.Error.WriteLine(error.ToString());
        return reading.IsValid ? [.. reading.Config.Discovery.PrimaryBlocklist] : null;
    }
}
