using Gratis.AspNetCore.Status;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Discovery.Fetching;
using Gratis.Discovery.Sources;
using Gratis.Gateway.Commands;
using Gratis.Hosting.Catalogue;
using Gratis.Upstream;
using Gratis.Wire;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Pool;

/// <summary>Where the list comes from.</summary>
/// <param name="Input">A file; null: OpenRouter itself.</param>
/// <param name="Url">Another address of the list than OpenRouter's own.</param>
internal sealed record PoolSource(string? Input = null, Uri? Url = null)
{
    /// <summary>The routes of the list; null where there is none to be had, and then why is told.</summary>
    /// <param name="knowledge">What else is known of them.</param>
    /// <param name="edges">Where files are found and problems told.</param>
    /// <param name="cancel">Nobody wants them any more.</param>
    public async Task<IReadOnlyList<Route>?> ReadAsync(CatalogKnowledge knowledge, CommandEdges edges, CancellationToken cancel)
    {
        var facts = BuiltInFacts.Load();
        var from = Input ?? AddressIn(facts).AbsoluteUri;
        var (routes, problem) = Input is null ? await AskAsync(facts, knowledge, edges, cancel) : Read(Input, facts, knowledge, edges);
        if (routes is null)
            edges.Error.WriteLine($"{from}: {problem}");
        return routes;
    }

    private static (IReadOnlyList<Route>? Routes, string? Problem) Read(string input, BuiltInFacts facts, CatalogKnowledge knowledge, CommandEdges edges)
    {
        var most = SourceTerms.Of(ProviderAt(new Uri("https://openrouter.ai"))).MostBytes;
        try
        {
            var file = new FileInfo(Path.GetFullPath(input, edges.Around.WorkingDirectory));
            if (file.Length > most)
                return (null, $"This file is longer than {most >> 20} MiB; a list of models is not.");
            return Parse(File.ReadAllBytes(file.FullName), facts, knowledge);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"This file cannot be read: {unreadable.Message} Give --input the list as OpenRouter sends it, or leave --input away.");
        }
    }

    private static (IReadOnlyList<Route>? Routes, string? Problem) Parse(ReadOnlySpan<byte> json, BuiltInFacts facts, CatalogKnowledge knowledge) =>
        ListedRoutes.TryRead(json, facts, knowledge, out var routes, out var problem) ? (routes, null) : (null, problem);

    private static Provider ProviderAt(Uri url) => new()
    {
        Id = ModelKey.Provider,
        BaseUrl = new Uri(url, "/"),
        ChatUrl = url,
        Auth = AuthStyle.None,
        Accounts = [new Account(ModelKey.Provider, null)],
    };

    private async Task<(IReadOnlyList<Route>? Routes, string? Problem)> AskAsync(BuiltInFacts facts, CatalogKnowledge knowledge, CommandEdges edges, CancellationToken cancel)
    {
        var url = AddressIn(facts);
        var provider = ProviderAt(url);
        var terms = SourceTerms.Of(provider);
        var question = new ListingQuestion(provider, provider.Accounts[0], url)
        {
            Patience = terms.Patience,
            MostBytes = terms.MostBytes,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        using var connections = new UpstreamConnections();
        using var body = new PooledBuffer(64 * 1024);
        var fetched = await new ListingFetcher(connections, edges.Around.Time, "gratis/" + GatewayVersion.Text).FetchAsync(question, body, cancel);
        return fetched is FetchResult.Failed { Failure: var failure }
            ? (null, $"{failure.Reason} Try again later, or give a stored list with --input.")
            : Parse(body.WrittenSpan, facts, knowledge);
    }

    private Uri AddressIn(BuiltInFacts facts)
    {
        if (Url is not null)
            return Url;
        facts.TryFind(ModelKey.Provider, out var known);
        return known!.Listing!.Under(known.BaseUrl);
    }
}
