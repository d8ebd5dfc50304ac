using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;
using Gratis.Gateway.Tests.Diagnosis;

namespace Gratis.Console.Tests.Models;

/// <summary>What the diagnosis would change waits for the owner's word.</summary>
public sealed class SuggestionTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Leaving = "mine/beta-7b";

    [Theory]
    [InlineData("Accept", false)]
    [InlineData("Dismiss", true)]
    public async Task It_is_looked_for_and_decided(string decision, bool stays)
    {
        await using var upstream = await ListingUpstream.StartAsync(["alpha-7b", "beta-7b"]);
        var world = await OwnAsync(ConsoleWorld.StartAsync(
            $$"""
            providers:
              mine: { base_url: "{{upstream.BaseUrl}}", api_key: k }
            discovery: { diagnosis: { enabled: false } }
            """, new GatewaySetup { Discovers = true }));
        var page = await OpenAsync(world, "/models");
        await Expect(page.GetByText("Nothing waits for your word.")).ToBeVisibleAsync();
        upstream.On("beta-7b", Answers.Error(404, "The model does not exist"));
        upstream.List = ["alpha-7b"];

        await page.GetByRole(AriaRole.Button, new() { Name = "Look now" }).ClickAsync();
        var suggestion = page.GetByRole(AriaRole.Region, new() { Name = "Suggestions" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = Leaving });
        await Expect(suggestion).ToContainTextAsync("Remove");
        await suggestion.GetByRole(AriaRole.Button, new() { Name = $"{decision}: {Leaving}" }).ClickAsync();

        await Expect(page.GetByText("Nothing waits for your word.")).ToBeVisibleAsync();

        // One that was dismissed stays in the catalogue, whether it serves or not.
        var routes = (await world.Gateway.GetAsync("/v1/gateway/models")).ShouldBeServed().Json.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("route_id").GetString());
        routes.Contains(Leaving).ShouldBe(stays);
    }
}
