using Gratis.AspNetCore.Accounts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Gratis.Hosting.Catalogue;
using Gratis.Routing;

namespace Gratis.Gateway.Commands.Keys;

/// <summary><c>gratis keys list</c>: reads a copy of the books, so that it disturbs no gateway and makes nothing where there is none.</summary>
internal static class KeysList
{
    public static async Task<int> RunAsync(KeysRequest request, CommandEdges edges, CancellationToken cancel)
    {
        if (request.HasMore)
        {
            edges.Error.WriteLine("`gratis keys list` takes options alone.");
            return ExitCodes.Unknown;
        }

        if (await CatalogueReader.ReadAsync(request.Catalogue, edges, cancel) is not { } view)
            return ExitCodes.BadConfig;

        var register = new AccountRegister(view.Facts, new CatalogRequest(view.Config.Options, view.Config.Environment.Get), view.Held);
        var routes = new RoutingTable(view.Build.Snapshot, view.Stored.Books);
        var now = edges.Around.Time.GetUtcNow();
        var rows = register.List().Select(entry => (Entry: entry, Health: AccountStanding.Of(entry, routes, view.Stored.Books.Health, now))).ToList();
        if (request.IsJson)
            KeysScreen.WriteJson(edges.Out, rows);
        else if (rows.Count == 0)
            edges.Error.WriteLine("There is no account yet. Add one with `gratis keys add PROVIDER`; `gratis providers` lists those that are known.");
        else
            KeysScreen.WriteTable(edges, rows);
        return ExitCodes.Done;
    }
}
