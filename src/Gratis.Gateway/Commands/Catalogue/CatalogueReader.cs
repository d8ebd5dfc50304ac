using System.Collections.Immutable;
using Gratis.AspNetCore.Accounts;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Edits;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Serving.Vault;
using Gratis.Hosting.Catalogue;
using Gratis.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>
/// Makes the catalogue as the gateway does: from the built-in facts, the config, the environment and the data folder. Nothing is written
/// there, and unless it is asked for, nobody is dialled.
/// </summary>
internal static class CatalogueReader
{
    /// <summary>The catalogue; null where config or data folder cannot be used, and then why is told.</summary>
    public static async Task<CatalogueView?> ReadAsync(CatalogueRequest request, CommandEdges edges, CancellationToken cancel)
    {
        var around = edges.Around;
        var facts = BuiltInFacts.Load();
        using var source = OpenConfig(request.Config, facts, edges);
        if (source is null)
            return null;

        var folder = DataFolder.Find(request.Data, around.WorkingDirectory, around.Environment);
        StoredCatalogue stored;
        try
        {
            stored = await StoredCatalogue.ReadAsync(source.Current.Config.Storage, folder, around, cancel);
        }
        catch (StorageException unusable)
        {
            edges.Error.WriteLine(unusable.Message);
            return null;
        }

        if (stored.Note is { } note)
            edges.Error.WriteLine(note);

        ConfigDesk.TakeUp(source, stored.ConfigEdits, (edit, reason) => edges.Error.WriteLine($"warning: The change of {edit.Key} over the API does not fit the config any more and is left out: {reason}"));
        var config = source.Current;
        var held = HeldAccounts.Open(stored.Accounts, SecretSeals.For(source.Current.Config.Storage, folder));
        var builder = new CatalogBuilder(facts, config.Environment.Get, AddedAccount.ByProvider(held.Usable));
        var knowledge = new CatalogKnowledge(around.Time.GetUtcNow())
        {
            Evidence = stored.Evidence,
            Measures = stored.Measures,
            Edits = stored.Edits,
            Ranking = stored.Ranking,
        };
        var asked = DiscoveryWishes.Of(config.Options, facts, [.. builder.ProvidersOf(config.Options, knowledge).Select(at => at.Provider)]);
        var lists = request.IsRefreshed ? await KnownLists.AskAsync(asked, stored.Listings, around, cancel) : KnownLists.Keep(asked, stored.Listings);
        foreach (var problem in lists.Problems)
            edges.Error.WriteLine(problem);
        return new CatalogueView(config, facts, stored, builder.Build(config.Options, knowledge with { Listings = lists.Listings, SecondOpinion = lists.SecondOpinion }), lists) { Held = held };
    }

    /// <summary>The config as the file and the environment have it; null where it cannot be used, and then why is told.</summary>
    public static ConfigSnapshot? ReadConfig(string? option, BuiltInFacts facts, CommandEdges edges)
    {
        using var source = OpenConfig(option, facts, edges);
        return source?.Current;
    }

    /// <summary>The same to go on with; null where it cannot be used, and then why is told.</summary>
    public static ConfigSource? OpenConfig(string? option, BuiltInFacts facts, CommandEdges edges)
    {
        var around = edges.Around;
        var place = ConfigPlace.Find(option, around.WorkingDirectory, around.Environment);
        var source = ConfigSource.Open(
            place, new ConfigReader(KnownThings.From(facts)), around.Environment, around.Time, NullLogger.Instance, out ImmutableArray<ConfigProblem> errors);
        foreach (var error in errors)
            edges.Error.WriteLine(error.ToString());
        foreach (var warning in source?.Current.Warnings ?? [])
            edges.Error.WriteLine($"warning: {warning}");
        return source;
    }
}
