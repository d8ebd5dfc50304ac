using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Failover;

public sealed class QuotaTests
{
    [Fact]
    public async Task A_wait_longer_than_the_clients_patience_is_told_exactly_and_costs_no_further_call()
    {
        await using var both = await TwoUpstreams.StartAsync("max_wait_seconds: 10");
        both.First.Otherwise = Answers.Error(429, "slow down", ("Retry-After", "90"));
        both.Second.Otherwise = Answers.Error(429, "slow down", ("Retry-After", "60"));

        var refused = (await both.Gateway.ChatAsync("both")).ShouldBeError(429, "quota_exhausted");

        int.Parse(refused["Retry-After"]!, null).ShouldBeInRange(59, 60);
        both.Calls.ShouldBe(2);
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(20));
        var again = (await both.Gateway.ChatAsync("both")).ShouldBeError(429, "quota_exhausted");
        int.Parse(again["Retry-After"]!, null).ShouldBeInRange(38, 40);
        again["X-Gateway-Attempts"].ShouldBe("0");
        both.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_closed_opens_at_its_instant_and_not_before()
    {
        await using var both = await TwoUpstreams.StartAsync("max_wait_seconds: 0");
        both.First.Then(Answers.Error(429, "slow down", ("Retry-After", "100")));

        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "quota_exhausted");
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(98));
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "quota_exhausted");
        both.First.Calls.Count.ShouldBe(1);
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(3));

        (await both.Gateway.ChatAsync("one/m")).ShouldBeServed();
    }

    [Fact]
    public async Task A_short_wait_is_waited_out()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.Error(429, "slow down", ("Retry-After", "1")));

        var reply = (await both.Gateway.ChatAsync("one/m")).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe("one/m=rate_limited,one/m=served");
        both.First.Calls.Count.ShouldBe(2);
        System.Diagnostics.Stopwatch.GetElapsedTime(both.First.Calls.First().Arrived, both.First.Calls.Last().Arrived).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task A_client_that_never_waits_is_told_at_once()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.Error(429, "slow down", ("Retry-After", "5")));

        var refused = (await both.Gateway.ChatAsync("one/m", ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");

        int.Parse(refused["Retry-After"]!, null).ShouldBeInRange(4, 5);
    }

    [Fact]
    public async Task A_limit_of_one_model_leaves_the_others_of_its_provider_alone()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.Error(429, "slow down", ("Retry-After", "100")));

        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("two");
        (await both.Gateway.ChatAsync("one/other")).ShouldBeServed();
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("two/m=served");
    }

    [Fact]
    public async Task A_mix_of_limits_and_faults_is_no_promise_to_come_back()
    {
        await using var both = await TwoUpstreams.StartAsync("max_wait_seconds: 0");
        both.First.Otherwise = Answers.Error(429, "slow down", ("Retry-After", "90"));
        both.Second.Otherwise = Answers.Error(500, "broken");

        (await both.Gateway.ChatAsync("both")).ShouldBeError(502, "all_candidates_failed")["Retry-After"].ShouldBeNull();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task Two_routes_that_refuse_the_request_settle_it_in_their_own_words(int status)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Otherwise = Answers.Error(status, "temperature must be at most 2");
        both.Second.Otherwise = Answers.Error(status, "temperature must be at most 2");

        var refused = (await both.Gateway.ChatAsync("both")).ShouldBeError(status, "invalid_request");

        refused.ErrorMessage.ShouldContain("temperature must be at most 2");
        refused["X-Gateway-Trail"].ShouldBe("one/m=refused,two/m=refused");
        both.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task One_refusal_is_tried_elsewhere_and_cools_nothing()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.Error(400, "I do not take that"));

        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=refused,two/m=served");
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=served");
    }

    [Fact]
    public async Task A_single_route_that_refuses_is_not_asked_twice()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Otherwise = Answers.Error(400, "I do not take that");

        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(400, "invalid_request");
        both.First.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task No_status_of_an_upstream_that_is_not_about_the_request_is_ever_relayed(int status)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Otherwise = both.Second.Otherwise = Answers.Error(status, "no");

        (await both.Gateway.ChatAsync("both")).ShouldBeError(502, "all_candidates_failed");
    }
}
