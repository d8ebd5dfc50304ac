using System.Globalization;
using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Gateway.Tests.Packages;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>The sample of many agents, as it was built.</summary>
public sealed partial class SwarmTests
{
    [Fact]
    public async Task Every_question_of_every_agent_is_answered_by_the_demo()
    {
        await using var gateway = await TestGateway.StartAsync("", new GatewaySetup { IsDemo = true });

        var (exit, said) = await RunAsync("--url", gateway.Address.ToString(), "--agents", "40", "--rounds", "2", "--no-live");

        exit.ShouldBe(0, said);
        said.ShouldContain("80 of 80 answered, 0 agents wait, 0 failed");
        var sum = Sum().Match(said);
        sum.Success.ShouldBeTrue(said);
        (int.Parse(sum.Groups["routes"].Value, CultureInfo.InvariantCulture) > 1).ShouldBeTrue("no single route of the demo has room for all of them");
    }

    [Fact]
    public async Task Who_is_told_to_wait_waits_and_asks_again()
    {
        await using var upstream = await FakeUpstream.StartAsync(Answers.Error(429, "slow down", ("Retry-After", "1")));
        await using var gateway = await TestGateway.StartAsync($$"""providers: { mine: { base_url: "{{upstream.BaseUrl}}", free: all, api_key: k, models: [ { id: m } ] } }""");

        var (exit, said) = await RunAsync("--url", gateway.Address.ToString(), "--agents", "1", "--rounds", "1", "--no-live");

        exit.ShouldBe(0, said);
        said.ShouldContain("1 answers by 1 routes of 1 providers");
        said.ShouldContain("0 failovers, 1 waits, 0 failures");
    }

    [Theory]
    [InlineData("--agents", "none")]
    [InlineData("--speed", "1")]
    public async Task It_says_what_it_expects(params string[] arguments)
    {
        var (exit, said) = await RunAsync(arguments);

        exit.ShouldBe(2);
        said.ShouldContain("Expected [--url URL]");
    }

    [Fact]
    public async Task It_says_how_to_start_a_gateway_where_there_is_none()
    {
        // A port that was free a moment ago.
        var upstream = await FakeUpstream.StartAsync();
        var nowhere = upstream.BaseUrl;
        await upstream.DisposeAsync();

        var (exit, said) = await RunAsync("--url", nowhere);

        exit.ShouldBe(2);
        said.ShouldContain("serve --demo");
    }

    private static Task<(int Exit, string Out)> RunAsync(params string[] arguments) => ToolProcess.RunAsync(DotnetCommand.Program, AppContext.BaseDirectory, [SampleProcess.Dll("Swarm"), .. arguments]);

    [GeneratedRegex(@"40 agents, 80 answers by (?<routes>\d+) routes of \d+ providers")]
    private static partial Regex Sum();
}
