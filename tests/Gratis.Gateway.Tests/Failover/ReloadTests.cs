using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Failover;

/// <summary>A config that changes under requests in flight, and what a restart remembers.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task Requests_in_flight_finish_as_they_began_and_new_ones_see_the_new_config()
    {
        var finish = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(After(finish.Task, Chat("whole"))).Then(Stream(Send(Chunk("half")), After(finish.Task, Send(Finish + Done))));
        var whole = both.Gateway.ChatAsync("one/m");
        await both.First.NextCallAsync();
        using var stream = await both.Gateway.StreamAsync("one/m");
        await stream.ReadUntilAsync("half");

        await both.Gateway.ReloadAsync($$"""
            server: { connect_timeout_seconds: 2 }
            providers: { two: { base_url: "{{both.Second.BaseUrl}}", free: all, models: [ { id: fresh } ] } }
            """);
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(404, "model_not_found");
        (await both.Gateway.ChatAsync("two/fresh")).ShouldBeServed();
        finish.SetResult();

        (await whole).ShouldBeServed().Text.ShouldContain("whole");
        (await stream.ReadToEndAsync()).ShouldBe(Chunk("half") + Finish + Done);
    }

    [Fact]
    public async Task A_config_that_cannot_be_used_changes_nothing()
    {
        await using var both = await TwoUpstreams.StartAsync();

        await File.WriteAllTextAsync(Path.Combine(both.Gateway.Folder, "gratis.yaml"), "providers: { one: { bas_url: x } }", TestContext.Current.CancellationToken);
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(3));
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(0.5));
        await both.Gateway.Log.WaitForAsync("stays in force");

        (await both.Gateway.ChatAsync("one/m")).ShouldBeServed();
        both.Gateway.Log.Text.ShouldContain("base_url");
        (await both.Gateway.GetAsync("/health/ready")).ShouldBeServed().Json.GetProperty("config_ok").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_cooldown_survives_a_reload_and_a_restart()
    {
        await using var both = await TwoUpstreams.StartAsync("max_wait_seconds: 0");
        both.First.Then(Error(429, "the day is spent", ("Retry-After", "5000")));
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "quota_exhausted");

        await both.Gateway.ReloadAsync(both.Config("max_wait_seconds: 0, max_attempts: 3"));
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "quota_exhausted");
        await both.Gateway.RestartAsync();

        var refused = (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "quota_exhausted");
        int.Parse(refused["Retry-After"]!, null).ShouldBeInRange(4900, 5000);
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("two/m=served");
        both.First.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_key_stays_refused_over_a_restart_until_it_is_another_key()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Error(401, "Incorrect API key provided"));
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=key_refused,two/m=served");

        await both.Gateway.RestartAsync();
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("two/m=served");
        both.Gateway.Time.Skip(TimeSpan.FromDays(30));
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(502, "all_candidates_failed");
        both.First.Calls.Count.ShouldBe(1);

        await both.Gateway.RestartAsync(both.Config(firstKey: "another-key"));
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=served");
        both.First.Calls.Last()["Authorization"].ShouldBe("Bearer another-key");
    }
}
