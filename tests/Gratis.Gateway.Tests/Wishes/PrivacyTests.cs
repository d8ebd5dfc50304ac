using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Wishes;

/// <summary>The owner's switch for everybody: what nobody knows of a provider does not pass.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task With_the_switch_on_only_who_is_known_not_to_train_serves()
    {
        await using var world = await ThreeProviders.StartAsync("privacy: no_training");

        (await world.Gateway.ChatAsync("all")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("groq");
        var refused = (await world.Gateway.ChatAsync("mine/m")).ShouldBeError(400, "unsupported_capabilities");
        refused.Json.GetProperty("error").GetProperty("required_capabilities")[0].GetString().ShouldBe("no_training");
        (await world.Gateway.ChatAsync("all", ("X-Gateway-Avoid", "groq"))).ShouldBeError(400, "unsupported_capabilities");
        (world.Mine.Calls.Count + world.Mistral.Calls.Count).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_owner_says_of_a_provider_is_known()
    {
        await using var world = await ThreeProviders.StartAsync("privacy: no_training", ofMine: ", trains_on_prompts: false, region: EU");

        (await world.Gateway.ChatAsync("all")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mine");
        (await world.Gateway.ChatAsync("all", ("X-Gateway-Require", "region:eu"))).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mine");
    }

    [Fact]
    public async Task The_switch_is_taken_while_the_gateway_runs()
    {
        await using var world = await ThreeProviders.StartAsync();
        var yaml = await File.ReadAllTextAsync(Path.Combine(world.Gateway.Folder, "gratis.yaml"), TestContext.Current.CancellationToken);
        (await world.Gateway.ChatAsync("all")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mine");

        await world.Gateway.ReloadAsync(yaml + "\nprivacy: no_training\n");

        (await world.Gateway.ChatAsync("all")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("groq");
    }
}
