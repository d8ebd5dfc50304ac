using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Commands.Talking;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis chat</c> asks a gateway and tells who answered.</summary>
public sealed class ChatCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-chat-").FullName;

    [Fact]
    public async Task One_question_is_answered_and_its_route_tokens_and_attempts_stand_apart_from_it()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Upstream.Otherwise = Answers.Stream(Answers.Send(Answers.Chunk("Hel")), Answers.Send(Answers.Chunk("lo")), Answers.Send(Answers.Finish), Answers.Send(Answers.Usage), Answers.Send(Answers.Done));

        var run = (await ChatAsync(world, "hi", "--model", ListedWorld.FreeRoute)).ShouldBeDone();

        run.Out.ShouldBe("Hello\n");
        run.Error.ShouldContain(ListedWorld.FreeRoute);
        run.Error.ShouldContain("to the first token");
        run.Error.ShouldContain("3 tokens in, 2 out");
        var body = world.Upstream.Calls.Last().Text;
        body.ShouldContain("\"stream\":true");
        body.ShouldContain("\"hi\"");
    }

    [Fact]
    public async Task As_JSON_there_is_one_object_with_the_way_of_the_answer()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Upstream.Otherwise = Answers.Words("Hel", "lo");

        var json = (await ChatAsync(world, "hi", "--model", ListedWorld.FreeRoute, "--json")).ShouldBeDone().Json;

        json.GetProperty("text").GetString().ShouldBe("Hello");
        json.GetProperty("route").GetString().ShouldBe(ListedWorld.FreeRoute);
        json.GetProperty("attempts").GetInt32().ShouldBe(1);
        json.GetProperty("trail")[0].GetProperty("verdict").GetString().ShouldBe("served");
        json.GetProperty("first_token_ms").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        json.GetProperty("error").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_piped_in_is_asked()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Upstream.Otherwise = Answers.Words("Hello");

        (await ChatAsync(world, new Terminal(world.Gateway.Folder) { Input = "two\nlines\n" }, "--model", ListedWorld.FreeRoute)).ShouldBeDone();

        world.Upstream.Calls.Last().Text.ShouldContain("two\\nlines");
        (await ChatAsync(world, new Terminal(world.Gateway.Folder) { Input = "" })).Exit.ShouldBe(ExitCodes.Unknown);
    }

    [Fact]
    public async Task An_error_is_told_and_ends_with_a_code_of_its_own()
    {
        await using var world = await ListedWorld.StartAsync();

        var unknown = await ChatAsync(world, "hi", "--model", "nobody/knows");
        (unknown.Exit, unknown.Out).ShouldBe((ExitCodes.Failed, ""));
        unknown.Error.ShouldContain("model_not_found");

        world.Upstream.Otherwise = Answers.Stream(Answers.Send(Answers.Chunk("Hel")));
        var cut = await ChatAsync(world, "hi", "--model", ListedWorld.FreeRoute);
        (cut.Exit, cut.Out).ShouldBe((ExitCodes.Failed, "Hel\n"));
    }

    [Fact]
    public async Task A_gateway_with_client_keys_is_asked_with_the_first_of_the_config_or_that_of_the_environment()
    {
        await using var world = await ListedWorld.StartAsync(more: "auth: { client_keys: [ { name: laptop, key: some-client-key } ] }");
        world.Upstream.Otherwise = Answers.Words("Hello");

        (await ChatAsync(world, "hi", "--model", ListedWorld.FreeRoute)).ShouldBeDone();
        var wrong = await ChatAsync(world, new Terminal(world.Gateway.Folder) { Environment = new Dictionary<string, string> { ["GRATIS_CLIENT_KEY"] = "another" } }, "hi");

        wrong.Exit.ShouldBe(ExitCodes.Failed);
        wrong.Error.ShouldContain("Set GRATIS_CLIENT_KEY");
    }

    [Fact]
    public async Task A_conversation_remembers_changes_models_forgets_and_leaves()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Upstream.Otherwise = Answers.Words("Hello");
        var typed = string.Join('\n', "first", "second", "/model " + ListedWorld.PaidRoute, "/model", "/route", "/new", "third", "/what", "/quit", "never");

        var run = (await ChatAsync(world, new Terminal(world.Gateway.Folder) { Input = typed, IsTyped = true, Width = 200 }, "--model", ListedWorld.FreeRoute)).ShouldBeDone();

        var asked = world.Upstream.Calls.Where(call => call.Method == "POST").ToList();
        asked.Count.ShouldBe(3);
        asked[1].Text.ShouldContain("\"first\"");
        asked[1].Text.ShouldContain("\"assistant\"");
        asked[2].Text.ShouldNotContain("first");
        asked[2].Model.ShouldBe("acme/grand-400b");
        run.Out.ShouldContain($"1. {ListedWorld.PaidRoute}: ");
        run.Out.ShouldContain("What was said is forgotten.");
        run.Out.ShouldContain($"{ListedWorld.FreeRoute} · ");
    }

    [Fact]
    public async Task Ctrl_C_stops_the_answer_and_the_conversation_goes_on()
    {
        await using var world = await ListedWorld.StartAsync();
        var interrupts = new Interrupts();
        world.Upstream.Otherwise = Answers.Stream(Answers.Send(Answers.Chunk("Hel")), async (call, _) =>
        {
            interrupts.Raise();
            await call.Gone;
        });
        var terminal = new Terminal(world.Gateway.Folder) { Input = "first\n/model\n", IsTyped = true, Width = 200, Interrupts = interrupts };

        var run = (await ChatAsync(world, terminal, "--model", ListedWorld.FreeRoute)).ShouldBeDone();

        run.Out.ShouldContain("· stopped");
        run.Out.ShouldContain($"{ListedWorld.FreeRoute} is asked.");
    }

    [Fact]
    public async Task Where_no_gateway_runs_there_is_one_in_this_process_and_a_demo_where_nothing_is_configured()
    {
        var run = (await CommandRun.RunAsync(
            new Terminal(_folder) { Environment = new Dictionary<string, string> { ["GRATIS__SERVER__PORT"] = "0" } }, "chat", "hi", "--json", "--data", Path.Combine(_folder, "data"))).ShouldBeDone();

        run.Json.GetProperty("demo").GetBoolean().ShouldBeTrue();
        run.Json.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        File.Exists(Path.Combine(_folder, "data", "gratis.db")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "No gateway answers at http://127.0.0.1:9")]
    [InlineData("nonsense", "--url must be")]
    public async Task An_address_without_a_gateway_is_told(string url, string expected)
    {
        var run = await CommandRun.RunAsync(new Terminal(_folder), "chat", "hi", "--url", url);

        run.Exit.ShouldBe(ExitCodes.BadConfig);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public void A_terminal_gets_lines_and_no_controls()
    {
        Speech.Harmless("a\n\tb\u001b[2Jc\u202ed\r").ShouldBe("a\n\tb[2Jcd");
        Speech.Harmless("👩‍💻 ünï").ShouldBe("👩‍💻 ünï");
    }

    [Fact]
    public void A_trail_is_read_whatever_stands_in_a_route()
    {
        TrailStep.Read("a/b=c:free=rate_limited, d/e=served").ShouldBe([new TrailStep("a/b=c:free", "rate_limited"), new TrailStep("d/e", "served")]);
        TrailStep.Read("").ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<CommandRun> ChatAsync(ListedWorld world, params string[] arguments) => ChatAsync(world, new Terminal(world.Gateway.Folder), arguments);

    private static Task<CommandRun> ChatAsync(ListedWorld world, Terminal terminal, params string[] arguments) => CommandRun.RunAsync(
        terminal, ["chat", .. arguments, "--url", world.Gateway.Address.ToString(), "--data", world.Gateway.DataFolder]);
}
