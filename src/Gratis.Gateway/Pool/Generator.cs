using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Pool.Formats;
using Gratis.Gateway.Pool.Marked;

namespace Gratis.Gateway.Pool;

/// <summary><c>gratis pool generate</c>: reads the list and what there is, makes the pool, and writes it or tells what would change.</summary>
internal sealed class Generator(PoolRequest request, CommandEdges edges)
{
    private readonly Destination _destination = new(request.Target, edges);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (await OwnersKnowledge.ReadAsync(request.Config, request.Data, edges, cancel) is not { } known)
            return ExitCodes.BadConfig;
        if (!Blocklist.TryRead(request.Blocklist, known.Blocklist, edges, out var blocklist) || !_destination.TryRead(out var before))
            return ExitCodes.Unknown;

        var recipe = new PoolRecipe(request.Profile, request.Size, blocklist);
        var format = PoolFormat.Of(request.Format, request.Paid);
        if (Open(format, recipe, before) is not { } page || await request.Source.ReadAsync(known.Catalogue, edges, cancel) is not { } routes)
            return ExitCodes.Unknown;

        var pool = PoolMaker.Make(routes, recipe, page.Models, DateOnly.FromDateTime(edges.Around.Time.GetUtcNow().UtcDateTime));
        if (pool.Members.IsEmpty)
            return _destination.Fail($"None of the {routes.Count} models may be in the pool: nothing there is free, calls tools, has 16,384 tokens of context and is not blocked.");

        var after = page.Put(pool);
        if (before is not null && (format as YamlFormat)?.WhyBroken(before, after) is { } broken)
            return _destination.Fail(broken);
        return _destination.Deliver(before, after, PoolSummary.Headline(pool), change => Tell(pool, change));
    }

    private PoolPage? Open(PoolFormat format, PoolRecipe recipe, string? before)
    {
        if (before is null)
        {
            if (request.Target.Into is null || format is JsonFormat)
                return new PoolPage([], pool => format.Whole(pool, recipe));
            _destination.Fail($"There is no such file. Make it with: gratis pool generate --format {PoolWords.NameOf(request.Format)} > {request.Target.Into}");
            return null;
        }

        if (!format.TryOpen(before, recipe, out var page, out var problem))
            _destination.Fail(problem);
        else if (page.Remark is { } remark)
            edges.Error.WriteLine($"{request.Target.Into}: {remark}");
        return page;
    }

    /// <summary>Tells of the pool in the way that was asked for; false where no way was.</summary>
    private bool Tell(MadePool pool, Change change)
    {
        if (request.IsJson)
            JsonText.Write(edges.Out, json => PoolReport.Write(json, pool, request, change));
        else if (request.IsSummary)
            edges.Out.Write(PoolSummary.Markdown(pool, request.Profile, request.Blocklist));
        return request.IsJson || request.IsSummary;
    }
}
