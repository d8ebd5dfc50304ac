using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis explain</c> says what the gateway would.</summary>
public sealed class ExplainCommandTests
{
    [Fact]
    public async Task The_plan_is_the_one_of_the_gateway_that_ran_here()
    {
        await using var world = await ListedWorld.StartAsync();
        var payload = Ask.Of("auto");
        var gateway = (await world.Gateway.PostAsync("/v1/gateway/explain", payload)).ShouldBeServed().Json;
        await world.Gateway.StopAsync();
        var calls = world.Upstream.Calls.Count;
        await File.WriteAllTextAsync(Path.Combine(world.Gateway.Folder, "payload.json"), payload, TestContext.Current.CancellationToken);

        var run = (await world.RunAsync("explain", "--file", "payload.json", "--json")).ShouldBeDone();

        Routes(run.Json).ShouldBe(Routes(gateway));
        Routes(run.Json).ShouldBe([ListedWorld.FreeRoute]);
        run.Json.GetProperty("target").GetString().ShouldBe("virtual");
        run.Error.ShouldContain("as the data folder has them");
        world.Upstream.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task It_knows_what_was_spent_and_what_was_set_aside_before_the_gateway_stopped()
    {
        await using var world = await ListedWorld.StartAsync("limits: { rpd: 5 }");
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
        await world.Gateway.StopAsync();

        var run = (await world.RunAsync("explain", "hello", "--model", ListedWorld.FreeRoute)).ShouldBeDone();

        run.Out.ShouldContain("4 of 5 requests left in mine#1:rpd");
        run.Out.ShouldContain("asked for by its full name");
    }

    [Fact]
    public async Task It_knows_what_the_budget_would_not_pay_for()
    {
        await using var world = await ListedWorld.StartAsync(more: $"spill: {{ enabled: true, monthly_budget_usd: 0.0001, targets: [ {ListedWorld.PaidRoute} ] }}");
        await world.Gateway.StopAsync();

        var run = (await world.RunAsync("explain", "hello", "--model", "llmproxy/loadbalanced")).ShouldBeDone();

        run.Lines.ShouldContain(line => line.StartsWith($"  {ListedWorld.PaidRoute}: unusable: it may cost up to ", StringComparison.Ordinal) && line.EndsWith("and the budget of the month is 0.0001 USD in all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_screen_shows_the_order_its_reasons_and_who_is_left_out()
    {
        await using var world = await ListedWorld.StartAsync("""models: [ { id: plain, free: true, tools: false }, { id: able, free: true, tools: true } ]""");
        await File.WriteAllTextAsync(
            Path.Combine(world.Gateway.Folder, "tools.json"),
            """{"tools":[{"type":"function","function":{"name":"f"}}],"messages":[{"role":"user","content":"hi"}]}""",
            TestContext.Current.CancellationToken);

        var run = (await world.RunAsync("explain", "--file", "tools.json", "--model", "free")).ShouldBeDone();

        run.Lines[0].ShouldBe("free (virtual)");
        run.Lines[1].ShouldStartWith("  needs tools; about ");
        run.Lines.ShouldContain(line => line.StartsWith("  1. mine/able  score ", StringComparison.Ordinal));
        run.Lines[^1].ShouldBe("  mine/plain: capability: lacks tools");
    }

    [Fact]
    public async Task Without_a_database_it_says_that_it_does_not_know_quotas_and_health()
    {
        var folder = Directory.CreateTempSubdirectory("gratis-explain-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "gratis.yaml"), """
                providers:
                  mine: { base_url: "http://127.0.0.1:9/v1", api_key: some-key, free: all, models: [ { id: m } ] }
                """, TestContext.Current.CancellationToken);
            var run = (await CommandRun.RunAsync(new Terminal(folder.FullName), "explain", "hi", "--json", "--data", Path.Combine(folder.FullName, "data"))).ShouldBeDone();

            Routes(run.Json).ShouldBe(["mine/m"]);
            run.Error.ShouldContain("Quotas and health are not known here");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("not json", "no chat completion request")]
    [InlineData("{}", "no chat completion request")]
    public async Task A_payload_that_is_none_is_refused_with_the_reason(string payload, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("gratis-explain-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "payload.json"), payload, TestContext.Current.CancellationToken);
            var run = await CommandRun.RunAsync(new Terminal(folder.FullName), "explain", "--file", "payload.json");

            (run.Exit, run.Out).ShouldBe((ExitCodes.Unknown, ""));
            run.Error.ShouldContain(reason);
            (await CommandRun.RunAsync(new Terminal(folder.FullName), "explain", "--file", "missing.json")).Error.ShouldContain("cannot be read");
            (await CommandRun.RunAsync(new Terminal(folder.FullName), "explain", "hi", "--file", "payload.json")).Error.ShouldContain("not both");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_model_that_nobody_serves_is_unknown()
    {
        await using var world = await ListedWorld.StartAsync();

        var run = await world.RunAsync("explain", "hi", "--model", "nobody/knows");

        run.Exit.ShouldBe(ExitCodes.Unknown);
        run.Error.ShouldContain("No provider here serves 'nobody/knows'.");
    }

    private static IReadOnlyList<string> Routes(JsonElement plan) => [.. plan.GetProperty("candidates").EnumerateArray().Select(row => row.GetProperty("route").GetString()!)];
}
