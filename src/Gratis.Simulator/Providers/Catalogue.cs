using Gratis.Simulator.Faults;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Providers;

/// <summary>The side of a provider that is only read: its model list, and what else answers without a model. It spends no limit.</summary>
internal sealed class Catalogue(ProviderSpec spec, Personality manners, Shelf shelf, Books books, DateTimeOffset since)
{
    private readonly ListServer _server = new(manners.ListHabits, since);

    public Reply Answer(SimRequest request, string path, Account? account, Refusal? problem, FaultSpec[] accidents, DateTimeOffset now)
    {
        var view = View(account, accidents, now);
        var list = request.Method == "GET" ? manners.ListAt(path, view) : null;
        var reply = HeadFaults.Greeting(accidents) is var greeting and not Greeting.Accepted ? new Reply(0) { Greeting = greeting }
            : (list is { } real ? ListFaults.Instead(accidents, real) : null)
            ?? HeadFaults.Instead(accidents, manners, "", request.Path, now)
            ?? Genuine(request, path, list, account, problem, view);
        if (list is not null)
            books.List(account, unchanged: reply.Status == 304);
        ByteFaults.Apply(accidents, reply);
        return reply;
    }

    private Reply Genuine(SimRequest request, string path, ReadOnlyMemory<byte>? list, Account? account, Refusal? problem, ProviderView view)
    {
        if (problem is not null && !(manners.ListIsPublic && list is not null))
            return manners.Refuse(problem);
        if (list is { } body)
            return _server.Send(request, account?.Label ?? "", body, view.Now);
        return manners.Special(request.Method, path, view)
            ?? manners.Refuse(new Refusal(RefusalReason.NotFound, view.Now) { Detail = $"{request.Method} {path}" });
    }

    private ProviderView View(Account? account, FaultSpec[] accidents, DateTimeOffset now) => new(
        spec.Id, ListFaults.Thin(accidents, shelf.Listed(account?.Label, now)), account?.Label, account is null ? [] : books.Readings(account, now),
        account is null ? 0 : books.UsdOf(account), account?.Spec.Credit, account?.Spec.Pays ?? false, now);
}
