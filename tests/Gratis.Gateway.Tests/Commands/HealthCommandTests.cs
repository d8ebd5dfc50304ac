using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis health</c>.</summary>
public sealed class HealthCommandTests
{
    [Fact]
    public async Task A_gateway_that_answers_is_well()
    {
        await using var gateway = await TestGateway.StartAsync("");

        var run = await CommandRun.InAsync(gateway, "health", "--url", gateway.Address.ToString());

        run.ShouldBeDone().Out.ShouldStartWith("Gratis ");
    }

    [Fact]
    public async Task One_that_has_ended_is_not()
    {
        await using var gateway = await TestGateway.StartAsync("");
        var address = gateway.Address.ToString();
        await gateway.StopAsync();

        var run = await CommandRun.InAsync(gateway, "health", "--url", address, "--json");

        run.Exit.ShouldBe(ExitCodes.Failed);
        run.Json.GetProperty("alive").GetBoolean().ShouldBeFalse();
        run.Error.ShouldContain("No gateway answers");
    }

    [Fact]
    public async Task Another_program_at_the_address_is_none()
    {
        await using var other = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync("");

        (await CommandRun.InAsync(gateway, "health", "--url", other.BaseUrl)).Exit.ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public async Task Where_it_is_asked_by_default_says_the_config()
    {
        await using var gateway = await TestGateway.StartAsync("");
        await File.WriteAllTextAsync(Path.Combine(gateway.Folder, "gratis.yaml"), $"server: {{ host: 0.0.0.0, port: {gateway.Address.Port} }}", TestContext.Current.CancellationToken);

        (await CommandRun.InAsync(gateway, "health")).ShouldBeDone().Out.ShouldContain($"127.0.0.1:{gateway.Address.Port}");
    }
}
