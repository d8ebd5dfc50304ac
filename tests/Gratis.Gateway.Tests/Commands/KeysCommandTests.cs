using System.CommandLine;
using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Keys;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Tests.Accounts;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Accounts.AccountsWorld;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis keys</c>: on the store of a gateway that is stopped, and of one that runs.</summary>
public sealed class KeysCommandTests
{
    [Fact]
    public async Task A_running_gateway_takes_up_within_seconds_what_is_added_rotated_and_removed()
    {
        await using var world = await AccountsWorld.StartAsync();

        var added = await RunAsync(world, First + "\n", "add", "mine", "--label", "at home", "--json");
        var id = added.ShouldBeDone().Data.ShouldHaveSingleItem().GetProperty("id").GetString()!;
        added.Data[0].GetProperty("last4").GetString().ShouldBe("1111");
        Pass(world);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();

        (await RunAsync(world, Second, "rotate", id)).ShouldBeDone().Out.ShouldBe($"Rotated {id} of mine (…2222) \"at home\".\n");
        Pass(world);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.ShouldBe([First, Second]);

        (await RunAsync(world, "", "remove", id, "--yes")).ShouldBeDone().Out.ShouldContain("Removed " + id);
        Pass(world);
        (await world.ListAsync()).ShouldBeEmpty();
        (await world.Gateway.ChatAsync("mine/m")).Status.ShouldNotBe(200);
        await world.ShouldKeepSecretAsync(First, Second);
    }

    [Fact]
    public async Task What_is_added_while_it_is_stopped_serves_when_it_starts()
    {
        await using var world = await AccountsWorld.StartAsync();
        await world.Gateway.StopAsync();

        (await RunAsync(world, $"{First}\r\n\r\n  {Second}\n", "add", "Mine")).ShouldBeDone().Lines.Count.ShouldBe(2);

        await world.Gateway.RestartAsync();
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.Order().ShouldBe([First, Second]);
    }

    [Fact]
    public async Task The_list_shows_every_account_and_how_it_stands()
    {
        await using var world = await AccountsWorld.StartAsync("api_key: " + Third);
        await world.AddAsync(First, "at home");
        var bad = IdOf(await world.AddAsync("planted-key-nobody-knows", "stale"));
        (await world.OwnerAsync(HttpMethod.Post, $"/{bad}/test")).ShouldBeServed();
        await world.Gateway.StopAsync();

        var rows = (await RunAsync(world, "", "list", "--json")).ShouldBeDone().Data;

        rows.Select(row => row.GetProperty("source").GetString()).ShouldBe(["config", "stored", "stored"]);
        rows.Select(StateOf).ShouldBe(["ok", "ok", "refused_key"]);
        var table = (await RunAsync(world, "", "list")).ShouldBeDone();
        table.Out.ShouldContain("…1111");
        table.Out.ShouldContain("at home");
        table.Lines.Single(line => line.StartsWith(bad, StringComparison.Ordinal)).ShouldContain("refused_key");
        table.Out.ShouldNotContain("planted");

        Directory.Move(world.KeyFolder, world.KeyFolder + "-aside");
        (await RunAsync(world, "", "list", "--json")).ShouldBeDone().Data.Select(StateOf).ShouldBe(["ok", "unreadable", "unreadable"]);
    }

    [Fact]
    public async Task Other_commands_know_a_provider_that_has_an_added_key()
    {
        await using var world = await AccountsWorld.StartAsync();
        (await RunAsync(world, "planted-key-of-groq-0000", "add", "groq")).ShouldBeDone();

        var groq = (await CommandRun.InAsync(world.Gateway, "providers", "groq", "--json")).ShouldBeDone().Json.GetProperty("providers")[0];

        groq.GetProperty("configured").GetBoolean().ShouldBeTrue();
        groq.GetProperty("configured_by").GetString().ShouldBe("gratis keys");
    }

    [Fact]
    public async Task Somebody_who_types_is_asked_and_sees_no_key()
    {
        await using var world = await AccountsWorld.StartAsync();
        var typed = new KeyInput(new StringReader("no\nYES\n"), IsTyped: true, () => First);

        var added = await RunAsync(world.Gateway, typed, "add", "mine");
        added.ShouldBeDone().Error.ShouldStartWith("Key of mine (it is not shown): ");
        (added.Out + added.Error).ShouldNotContain(First);
        Pass(world);
        var id = IdOf((await world.ListAsync()).ShouldHaveSingleItem());

        var kept = await RunAsync(world.Gateway, typed, "remove", id);
        kept.Exit.ShouldBe(ExitCodes.Unknown);
        kept.Error.ShouldContain($"Remove {id} of mine (…1111)? [y/N]");
        kept.Error.ShouldContain("Nothing was removed.");
        (await RunAsync(world.Gateway, typed, "remove", id)).ShouldBeDone();
        Pass(world);
        (await world.ListAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("add", "mine", "planted-key-as-argument")]
    [InlineData("add", "mine", "--key", "planted-key-as-argument")]
    [InlineData("add", "mine", "--api-key=planted-key-as-argument")]
    [InlineData("add", "planted-key-as-argument")]
    [InlineData("rotate", "acc-1", "planted-key-as-argument")]
    public async Task A_key_on_the_command_line_is_refused_and_not_repeated(params string[] arguments)
    {
        await using var world = await AccountsWorld.StartAsync();

        var run = await RunAsync(world, First, arguments);

        run.Exit.ShouldBe(ExitCodes.Unknown);
        (run.Out + run.Error).ShouldNotContain("planted");
        run.Error.ShouldNotBeNullOrWhiteSpace();
        (await world.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_done_says_why_and_changes_nothing()
    {
        await using var world = await AccountsWorld.StartAsync("api_key: " + Third);
        (await RunAsync(world, First, "add", "mine")).ShouldBeDone();
        Pass(world);
        var id = (await world.ListAsync()).Select(IdOf).Single(one => one.StartsWith("acc-", StringComparison.Ordinal));

        await RefusesAsync("Did you mean groq?", First, "add", "grop");
        await RefusesAsync("There was no key", " \n", "add", "mine");
        await RefusesAsync("line 2 must be a key", "good\nnot good", "add", "mine");
        await RefusesAsync($"{id} has that key already", First, "add", "mine");
        await RefusesAsync("mine#1 has that key already", Third, "add", "mine");
        await RefusesAsync("far too long", new string('x', 600_000), "add", "mine");
        await RefusesAsync("label must be", Second, "add", "mine", "--label", new string('x', 101));
        await RefusesAsync("an account has one key", "one\ntwo", "rotate", id);
        await RefusesAsync("There is no account 'acc-nobody'", Second, "rotate", "acc-nobody");
        await RefusesAsync("comes from the config", Second, "rotate", "mine#1");
        await RefusesAsync("comes from the config", "", "remove", "mine#1", "--yes");
        await RefusesAsync("say --yes", "", "remove", id);
        (await world.ListAsync()).Select(IdOf).ShouldBe(["mine#1", id]);

        async Task RefusesAsync(string words, string input, params string[] arguments)
        {
            var run = await RunAsync(world.Gateway, input, arguments);
            run.Exit.ShouldBe(ExitCodes.Unknown, run.Out + run.Error);
            run.Error.ShouldContain(words);
            (run.Out + run.Error).ShouldNotContain("planted");
            Pass(world);
        }
    }

    [Fact]
    public async Task A_broken_config_is_told_with_its_own_exit_code()
    {
        await using var world = await AccountsWorld.StartAsync();
        await File.WriteAllTextAsync(System.IO.Path.Combine(world.Gateway.Folder, "gratis.yaml"), "servr: {}", TestContext.Current.CancellationToken);

        foreach (var arguments in new string[][] { ["add", "mine"], ["list"], ["rotate", "acc-1"], ["remove", "acc-1", "--yes"] })
            (await RunAsync(world, First, arguments)).Exit.ShouldBe(ExitCodes.BadConfig, arguments[0]);
    }

    /// <summary>As long as a gateway takes to look at its store again.</summary>
    private static void Pass(AccountsWorld world) => world.Gateway.Time.Skip(TimeSpan.FromSeconds(2));

    /// <summary>The command beside a gateway, with this on its standard input.</summary>
    internal static Task<CommandRun> RunAsync(TestGateway gateway, string input, params string[] arguments) =>
        RunAsync(gateway, new KeyInput(new StringReader(input), IsTyped: false, () => throw new InvalidOperationException("nobody types")), arguments);

    private static Task<CommandRun> RunAsync(AccountsWorld world, string input, params string[] arguments) => RunAsync(world.Gateway, input, arguments);

    private static async Task<CommandRun> RunAsync(TestGateway gateway, KeyInput input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var edges = new CommandEdges(new Surroundings(gateway.Folder, gateway.Environment, error, gateway.Time, new Random(7)), output, error);
        var root = new RootCommand { KeysCommand.Create(() => edges, () => input) };
        var exit = await root.Parse(["keys", arguments[0], "--data", gateway.DataFolder, .. arguments[1..]]).InvokeAsync().Soon();
        return new CommandRun(exit, output.ToString(), error.ToString());
    }
}
