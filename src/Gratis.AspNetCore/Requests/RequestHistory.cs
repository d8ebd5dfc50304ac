using Gratis.Dispatch;
using Gratis.Stores;

namespace Gratis.AspNetCore.Requests;

/// <summary>The log as one: what is still in memory, the newest and what is not written yet, and behind it what is stored.</summary>
internal sealed class RequestHistory(RequestLog log, IRequestLogStore store)
{
    /// <summary>Requests that are meant, newest first, with numbers below one.</summary>
    public async ValueTask<RequestPage> PageAsync(RequestFilter filter, long before, int most, CancellationToken cancel)
    {
        // Memory first: what leaves it meanwhile has been stored before.
        var recent = store.IsShared ? AmongOthers(filter, before) : log.Latest(filter.Matches, most + 1, before);
        var stored = await store.List(filter, before, most, cancel);

        // Where the store has not looked further, what memory knows from there on belongs to the next page.
        var reach = stored.Next ?? 0;
        List<RequestStory> all = [.. recent.Concat(stored.Requests).Where(story => story.Number >= reach).DistinctBy(story => story.Number).OrderByDescending(story => story.Number)];
        return all.Count > most ? new RequestPage(all[..most], all[most - 1].Number) : new RequestPage(all, stored.Next);
    }

    /// <summary>What is in memory, in the order in which the requests of all gateways stand.</summary>
    private IEnumerable<RequestStory> AmongOthers(RequestFilter filter, long before) =>
        log.Latest(filter.Matches, int.MaxValue).Select(story => story with { Number = store.NumberOf(story) }).Where(story => story.Number < before);

    /// <summary>One request with all there is to say of it; null when nobody knows it.</summary>
    public async ValueTask<RequestStory?> FindAsync(string id, CancellationToken cancel)
    {
        if (log.Find(id) is not { } recent)
            return await store.Find(id, cancel);

        // What was said is written down and not kept in memory after that.
        return recent.Bodies is null ? recent with { Bodies = (await store.Find(id, cancel))?.Bodies } : recent;
    }
}
