using Gratis.Gateway.Configuration.Model;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class PoolTests
{
    [Theory]
    [InlineData("120", 120)]
    [InlineData("2m", 120)]
    [InlineData("1.5s", 1.5)]
    public void A_pool_s_patience_is_read(string cooldown, double seconds)
    {
        var pool = Reading.Valid($"pools: {{p: {{targets: [{{model: groq/x}}], allowed_fails: 2, cooldown_time: {cooldown}}}}}").Pools["p"];

        (pool.AllowedFails, pool.CooldownTime).ShouldBe((2, TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("allowed_fails: 0", "pools.p.allowed_fails must be a whole number from 1 to 1000, not '0'.")]
    [InlineData("allowed_fails: two", "pools.p.allowed_fails must be a whole number from 1 to 1000, not 'two'.")]
    [InlineData("cooldown_time: soon", "pools.p.cooldown_time must be a span such as 30s, 90m, 6h or 7d from 1 to 86400 seconds, not 'soon'.")]
    [InlineData("cooldown_time: 0", "pools.p.cooldown_time must be a span such as 30s, 90m, 6h or 7d from 1 to 86400 seconds, not '0'.")]
    [InlineData("allowed_fail: 2", "pools.p.allowed_fail is not a known key. Did you mean allowed_fails?")]
    public void A_patience_that_makes_no_sense_is_refused(string key, string says) =>
        Reading.Errors($"pools: {{p: {{targets: [{{model: groq/x}}], {key}}}}}").ShouldHaveSingleItem().ShouldEndWith(says);

    [Theory]
    [InlineData("cooldown_time: 60", true)]
    [InlineData("cooldown_time: 60, allowed_fails: 3", false)]
    [InlineData("allowed_fails: 3", false)]
    public void A_rest_that_nothing_brings_on_is_warned_of(string keys, bool warns)
    {
        var warnings = Reading.Warnings($"pools: {{p: {{targets: [{{model: groq/x}}], {keys}}}}}");

        if (warns)
            warnings.ShouldHaveSingleItem().ShouldEndWith("pools.p.cooldown_time does nothing without allowed_fails.");
        else
            warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_blocklist_reaches_the_engine() =>
        Reading.Valid("discovery: {primary_blocklist: [openai/gpt-oss-20b, bad-one]}").ToOptions().Discovery.PrimaryBlocklist.ShouldBe(["openai/gpt-oss-20b", "bad-one"]);
}
