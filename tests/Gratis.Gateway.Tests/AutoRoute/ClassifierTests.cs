using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.AutoRoute;

/// <summary>A small model that sorts what no rule can, through the real door.</summary>
public sealed class ClassifierTests
{
    private const string WithClassifier = "enabled: true, classifier: sorter/tiny-3b";
    private const string Open = "What is the capital of the country to the north of Spain?";

    [Theory]
    [InlineData("LITE", "lite", "lite (classifier)")]
    [InlineData("standard.", "standard", "standard (classifier)")]
    [InlineData("Large", "large", "large (classifier)")]
    [InlineData("REASONING", "thinker", "reasoning (classifier)")]
    [InlineData("It depends.", "standard", "standard (classifier failed)")]
    public async Task It_chooses_the_tier_of_the_undecided(string word, string provider, string tier)
    {
        await using var tiers = await TieredUpstreams.StartAsync(WithClassifier);
        tiers.Sorter.Otherwise = Chat(word);

        var reply = (await tiers.AskAsync(Open)).ShouldBeServed();

        reply["X-Gateway-Provider"].ShouldBe(provider);
        reply["X-Gateway-Tier"].ShouldBe(tier);
        reply["X-Gateway-Attempts"].ShouldBe("1", "the question is no attempt of the request");
        (await tiers.Sorter.NextCallAsync()).Model.ShouldBe("tiny-3b");
    }

    [Fact]
    public async Task One_that_keeps_silent_is_waited_for_five_seconds()
    {
        await using var tiers = await TieredUpstreams.StartAsync(WithClassifier);
        tiers.Sorter.Otherwise = Silent;

        var asked = tiers.AskAsync(Open);
        var question = await tiers.Sorter.NextCallAsync();
        tiers.Gateway.Time.Skip(TimeSpan.FromSeconds(5));

        (await asked).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("standard (classifier failed)");
        await question.Gone.Soon();
    }

    [Fact]
    public async Task Its_quota_is_booked_and_once_spent_costs_no_call()
    {
        await using var tiers = await TieredUpstreams.StartAsync(WithClassifier);
        tiers.Sorter.Otherwise = Chat("LARGE");

        for (var i = 0; i < 3; i++)
            (await tiers.AskAsync($"{Open} {i}")).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("large (classifier)");
        (await tiers.AskAsync($"{Open} 3")).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("standard (classifier failed)");
        (await tiers.AskAsync($"{Open} 0")).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("large (classifier)");

        tiers.Sorter.Calls.Count.ShouldBe(3);
        (await tiers.AskAsync("hi", "sorter/tiny-3b")).ShouldBeError(429, "quota_exhausted");
    }

    [Fact]
    public async Task It_can_be_set_and_taken_away_while_the_gateway_runs()
    {
        await using var tiers = await TieredUpstreams.StartAsync();
        tiers.Sorter.Otherwise = Chat("LARGE");
        (await tiers.AskAsync(Open)).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("standard (undecided)");

        await tiers.Gateway.ReloadAsync(tiers.Config(WithClassifier));
        (await tiers.AskAsync(Open)).ShouldBeServed()["X-Gateway-Tier"].ShouldBe("large (classifier)");
        tiers.Sorter.Calls.Count.ShouldBe(1);
    }
}
