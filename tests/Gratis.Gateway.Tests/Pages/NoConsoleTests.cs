using Gratis.AspNetCore.Pages;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Pages;

/// <summary>A gateway that was built where there was no Node.</summary>
public sealed class NoConsoleTests
{
    private static readonly GatewaySetup Without = new() { WebConsole = ConsoleFiles.In(typeof(NoConsoleTests).Assembly) };

    [Theory]
    [InlineData("/")]
    [InlineData("/chat")]
    [InlineData("/models")]
    [InlineData("/status")]
    public async Task Every_promised_page_says_how_to_get_the_console(string address)
    {
        await using var gateway = await TestGateway.StartAsync("discovery: { enabled: false }", Without);

        var page = (await gateway.GetAsync(address)).ShouldBeServed();

        page["Content-Type"].ShouldBe("text/html; charset=utf-8");
        page.Text.ShouldContain("built without it");
        page.Text.ShouldContain("Node.js");
        page["Content-Security-Policy"].ShouldNotBeNull().ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task The_API_is_there_all_the_same()
    {
        await using var gateway = await TestGateway.StartAsync("discovery: { enabled: false }", Without);

        (await gateway.GetAsync("/health")).ShouldBeServed();
        (await gateway.GetAsync("/sign-in")).ShouldBeError(404, "not_found");
        (await gateway.GetAsync("/theme.js")).ShouldBeError(404, "not_found");
    }
}
