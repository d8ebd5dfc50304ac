using Gratis.AspNetCore.Accounts;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Stores;

namespace Gratis.Gateway.Commands.Keys;

/// <summary><c>gratis keys add | rotate | remove</c>.</summary>
internal static class KeysChanges
{
    private const string NotThere =
        "A key is never given on the command line: other users of this machine and the history of the shell see it. Pass it on standard input, or type it when you are asked. "
        + "If what was there is a key, replace it at the provider.";

    private const string Elsewhere = "A running gateway takes this up within seconds.";

    public static Task<int> AddAsync(KeysRequest request, string provider, string? label, CommandEdges edges, KeyInput input, CancellationToken cancel) =>
        ChangeAsync(request, edges, async (config, facts) =>
        {
            var register = new AccountRegister(facts, new(config.Options, config.Environment.Get), HeldAccounts.None);
            if (register.ProviderId(provider) is not { } id)
            {
                var known = facts.All.SelectMany(static one => one.Aliases.Prepend(one.Id)).Concat(config.Config.Providers.Keys);
                throw new FormatException($"No provider of that name is known.{Names.Hint(provider, known)} `gratis providers` lists them all; one of your own is described in the config first.");
            }

            if (!register.TakesKeys(id))
                throw new FormatException($"{id} takes no key, so there is none to add.");
            var name = AccountWords.Label(label);
            var keys = await input.ReadAsync($"Key of {id}", edges.Error, cancel);
            await using var house = await KeysHouse.OpenAsync(request.Catalogue, config, facts, edges, cancel);
            return Say(request, edges, house, await house.Desk.AddAsync(new NewAccounts(id, keys, name), cancel), "", "Added");
        });

    public static Task<int> RotateAsync(KeysRequest request, string id, CommandEdges edges, KeyInput input, CancellationToken cancel) =>
        ChangeAsync(request, edges, async (config, facts) =>
        {
            await using var house = await KeysHouse.OpenAsync(request.Catalogue, config, facts, edges, cancel);
            if (FindStored(house, id) is { } problem)
                return Refuse(edges, problem, id, null);
            var keys = await input.ReadAsync($"New key of {id}", edges.Error, cancel);
            if (keys.Count > 1)
                throw new FormatException("Several lines came: an account has one key.");
            return Say(request, edges, house, await house.Desk.RotateAsync(id, keys[0], cancel), id, "Rotated");
        });

    public static Task<int> RemoveAsync(KeysRequest request, string id, bool isSure, CommandEdges edges, KeyInput input, CancellationToken cancel) =>
        ChangeAsync(request, edges, async (config, facts) =>
        {
            await using var house = await KeysHouse.OpenAsync(request.Catalogue, config, facts, edges, cancel);
            if (FindStored(house, id) is { } problem)
                return Refuse(edges, problem, id, null);
            var entry = house.Desk.Find(id)!;
            if (!isSure && !input.IsTyped)
                throw new FormatException("Nobody is there to be asked: say --yes to remove it.");
            if (!isSure && !await input.AffirmsAsync($"Remove {Words(entry)}?", edges.Error, cancel))
                throw new FormatException("Nothing was removed.");

            var change = await house.Desk.RemoveAsync(id, cancel);
            if (change.Problem != AccountProblem.None)
                return Refuse(edges, change.Problem, id, change.Holder);
            Tell(request, edges, [entry], "Removed");
            return ExitCodes.Done;
        });

    private static async Task<int> ChangeAsync(KeysRequest request, CommandEdges edges, Func<ConfigSnapshot, BuiltInFacts, Task<int>> change)
    {
        if (request.HasMore)
        {
            edges.Error.WriteLine(NotThere);
            return ExitCodes.Unknown;
        }

        var facts = BuiltInFacts.Load();
        using var source = CatalogueReader.OpenConfig(request.Catalogue.Config, facts, edges);
        if (source is null)
            return ExitCodes.BadConfig;
        try
        {
            return await change(source.Current, facts);
        }
        catch (FormatException wrong)
        {
            edges.Error.WriteLine(Plain.Line(wrong.Message));
            return ExitCodes.Unknown;
        }
        catch (StorageException unusable)
        {
            edges.Error.WriteLine(unusable.Message);
            return ExitCodes.BadConfig;
        }
    }

    private static AccountProblem? FindStored(KeysHouse house, string id) => house.Desk.Find(id) switch
    {
        null => AccountProblem.Unknown,
        { Source: AccountSource.Stored } => null,
        _ => AccountProblem.ReadOnly,
    };

    private static int Say(KeysRequest request, CommandEdges edges, KeysHouse house, AccountChange change, string id, string done)
    {
        if (change.Problem != AccountProblem.None)
            return Refuse(edges, change.Problem, id, change.Holder);
        var changed = change.Accounts.Select(static account => account.Id).ToHashSet(StringComparer.Ordinal);
        Tell(request, edges, [.. house.Desk.Register.List().Where(entry => changed.Contains(entry.Id))], done);
        return ExitCodes.Done;
    }

    private static int Refuse(CommandEdges edges, AccountProblem problem, string id, string? holder)
    {
        edges.Error.WriteLine(Plain.Line(AccountWords.Describe(problem, id, holder) + (problem == AccountProblem.Unknown ? " `gratis keys list` lists them all." : "")));
        return ExitCodes.Unknown;
    }

    private static void Tell(KeysRequest request, CommandEdges edges, IReadOnlyList<AccountEntry> entries, string done)
    {
        if (request.IsJson)
        {
            KeysScreen.WriteJson(edges.Out, [.. entries.Select(static entry => (entry, entry.Flaw ?? KeysScreen.Unknown))]);
            return;
        }

        foreach (var entry in entries)
            edges.Out.WriteLine(Plain.Line($"{done} {Words(entry)}.{(entry.Flaw is { } flaw ? " " + flaw.Reason : "")}"));
        edges.Error.WriteLine(Elsewhere);
    }

    private static string Words(AccountEntry entry) =>
        $"{entry.Id} of {entry.Provider}{(entry.Last4 is { } end ? $" (…{end})" : "")}{(entry.Label is { } label ? $" \"{label}\"" : "")}";
}
