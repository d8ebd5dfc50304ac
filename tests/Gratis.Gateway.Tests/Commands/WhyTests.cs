using System.Text.Json;
using Gratis.Catalog;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis models --why</c>: who says what of a route, and what is believed.</summary>
public sealed class WhyTests
{
    private const string Route = ListedWorld.FreeRoute;

    [Fact]
    public async Task The_verdict_comes_first_with_the_layer_that_decided()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();

        var run = (await world.RunAsync("models", "--why", Route)).ShouldBeDone();

        run.Lines[0].ShouldBe(Route);
        run.Lines[1].ShouldBe("Swift Coder");
        run.Lines[2].ShouldBe("Free: yes, decided by price: its provider's own prices say so");
        run.Lines[3].ShouldContain("learned / provider_list");
        run.Lines[3].ShouldContain("mine's list of models");
        run.Out.ShouldContain("State: enabled");
        run.Out.ShouldContain("Rank: 1 of ");
        run.Out.ShouldContain("quality +");
    }

    [Fact]
    public async Task What_the_owner_said_is_believed_over_the_list_and_both_are_told()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Owner.EditAsync(Route, edit => edit with { Capabilities = default(CapabilitySet).With(Capability.Tools, false), At = DateTimeOffset.UnixEpoch }, CancellationToken.None);
        await world.Gateway.StopAsync();

        var claims = (await world.RunAsync("models", "--why", Route, "--json")).ShouldBeDone().Json.GetProperty("claims").EnumerateArray()
            .Where(claim => claim.GetProperty("topic").GetString() == "tools").ToArray();

        claims.Select(Told).ShouldBe([("owner", "false", true), ("learned", "true", false)]);
        claims[0].GetProperty("at").GetDateTimeOffset().ShouldBe(DateTimeOffset.UnixEpoch);
        claims[0].GetProperty("confidence").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task A_cost_that_was_seen_is_told_with_what_was_seen()
    {
        await using var world = await ListedWorld.StartAsync();
        var listed = world.Upstream.Otherwise;
        world.Upstream.Otherwise = (call, response) =>
            (call.Method == "GET" ? listed : Answers.Json(200, Answers.Completion("hello").Replace("\"prompt_tokens\":3", "\"cost\":0.0125,\"prompt_tokens\":3", StringComparison.Ordinal)))(call, response);
        (await world.Gateway.ChatAsync(Route)).ShouldBeServed();
        await world.Gateway.StopAsync();

        var run = (await world.RunAsync("models", "--why", Route)).ShouldBeDone();

        run.Lines[2].ShouldBe("Free: no, decided by cost_observed: a call that should have been free was charged");
        run.Lines[3].ShouldContain("learned / observed");
        run.Lines[3].ShouldContain("0.0125");
        (await world.RunAsync("models", "--free", "--json")).RouteIds.ShouldNotContain(Route);
    }

    [Fact]
    public async Task Shipped_claims_are_told_as_such()
    {
        var folder = Directory.CreateTempSubdirectory("gratis-commands-");
        try
        {
            var terminal = new Terminal(folder.FullName) { Environment = new Dictionary<string, string> { ["GROQ_API_KEY"] = "planted-key-of-groq" } };
            var first = (await CommandRun.RunAsync(terminal, "models", "--json", "--data", "data")).RouteIds[0];

            var run = (await CommandRun.RunAsync(terminal, "models", "--why", first, "--json", "--data", "data")).ShouldBeDone();

            run.Json.GetProperty("evidence").GetProperty("layer").GetString().ShouldBe("provider_rule");
            run.Json.GetProperty("claims").EnumerateArray().Select(Told).ShouldContain(("shipped", "true", true));
            run.Json.GetProperty("score").GetProperty("total").GetDouble()
                .ShouldBe(run.Json.GetProperty("score").GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("points").GetDouble()), 0.15);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_route_that_was_switched_off_says_by_whom()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Owner.EditAsync(Route, edit => edit with { Enabled = false }, CancellationToken.None);
        await world.Gateway.StopAsync();

        (await world.RunAsync("models", "--why", Route)).Out.ShouldContain("State: disabled\n  switched off by its owner\n");
    }

    [Fact]
    public async Task A_route_that_was_only_found_has_no_rank_and_says_why()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();

        var run = (await world.RunAsync("models", "--why", ListedWorld.PaidRoute)).ShouldBeDone();

        run.Out.ShouldContain("State: found\n  found, and not proven free\n");
        run.Out.ShouldContain("Rank: none");
        run.Out.ShouldContain("not ranked: nobody has accepted it yet");
        (await world.RunAsync("models", "--why", ListedWorld.PaidRoute, "--json")).Json.GetProperty("rank_reasons")[0].GetString().ShouldStartWith("not ranked");
    }

    [Theory]
    [InlineData("mine/acme/swift-codr-30b")]
    [InlineData("acme/swift-coder-30b")]
    [InlineData("swift-coder")]
    [InlineData("MINE/ACME/SWIFT-CODER-30")]
    public async Task An_unknown_route_is_refused_with_the_nearest_ones(string wrong)
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();

        var run = await world.RunAsync("models", "--why", wrong);

        run.Exit.ShouldBe(ExitCodes.Unknown);
        run.Error.ShouldContain($"Did you mean {Route}?");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_of_a_provider_without_a_key_says_what_to_set()
    {
        await using var world = await ListedWorld.StartAsync();

        var run = await world.RunAsync("models", "--why", "groq/some-model");

        run.Exit.ShouldBe(ExitCodes.Unknown);
        run.Error.ShouldContain("groq is not configured: set GROQ_API_KEY.");
    }

    [Fact]
    public void The_nearest_routes_are_few_and_nearest_first()
    {
        string[] ids = ["p/alpha-1", "p/alpha-2", "p/alpha-22", "p/omega", .. Enumerable.Range(30, 20).Select(n => $"p/alpha-{n}")];

        var near = NearRoutes.Of("p/alpha-2", ids);

        near.Count.ShouldBe(5);
        near[0].ShouldBe("p/alpha-2");
        near.ShouldNotContain("p/omega");
    }

    private static (string Layer, string Value, bool IsBelieved) Told(JsonElement claim) =>
        (claim.GetProperty("layer").GetString()!, claim.GetProperty("value").GetString()!, claim.GetProperty("believed").GetBoolean());
}
