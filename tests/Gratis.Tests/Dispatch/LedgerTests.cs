using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>What each ending of an attempt does to the books.</summary>
public sealed class LedgerTests
{
    [Fact]
    public void Tokens_settle_to_what_the_answer_says()
    {
        using var world = World(Reply.Ok, Limits.Tpd(100_000));
        world.Ask("a/m");
        Books(world).ShouldBe((8, 0));
    }

    [Fact]
    public void Tokens_of_a_stream_settle_to_its_usage()
    {
        using var world = World(Reply.Sse(Step.Text(Reply.Delta), Step.Text(Reply.Finish), Step.Text(Reply.UsageOnly), Step.Text(Reply.Done)), Limits.Tpd(100_000));
        world.Ask("a/m", stream: true);
        Books(world).ShouldBe((8, 0));
    }

    [Fact]
    public void An_answer_without_usage_costs_what_was_expected()
    {
        using var world = World(Reply.Stream, Limits.Tpd(100_000));
        world.Ask("a/m", stream: true, members: "\"max_tokens\":50,");
        var (used, held) = Books(world);
        used.ShouldBeInRange(51, 70);
        held.ShouldBe(0);
    }

    [Fact]
    public void A_call_that_was_never_sent_costs_nothing()
    {
        using var world = World(Reply.Unreachable, Limits.Rpd(10));
        world.Ask("a/m");
        Books(world).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(500, true, 2)] // The last route is tried a second time.
    [InlineData(500, false, 0)]
    [InlineData(400, true, 1)]
    [InlineData(400, false, 0)]
    [InlineData(401, true, 0)]
    [InlineData(402, true, 0)]
    public void A_failed_call_costs_what_its_provider_counts(int status, bool counts, long used)
    {
        using var world = World(Reply.Error(status), new CallCounting(counts, counts), Limits.Rpd(10));
        world.Ask("a/m");
        Books(world).ShouldBe((used, 0));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_refusal_for_its_limit_costs_a_request_only_where_that_is_known(bool countsWalls, long used)
    {
        using var world = World(Reply.Limited(30), new CallCounting(CountsWalls: countsWalls), Limits.Rpd(10));
        world.Ask("a/m", maxWait: 0);
        Books(world).ShouldBe((used, 0));
    }

    [Fact]
    public void A_client_that_leaves_a_stream_pays_what_was_expected_of_it()
    {
        using var world = World(Reply.Sse(Step.Text(Reply.Delta), Step.Hang), Limits.Rpd(10));
        using var leaves = new CancellationTokenSource(TimeSpan.FromSeconds(4), world.Time);
        world.Time.Run(async () =>
        {
            try
            {
                await world.AskAsync(Hosting.World.Request("a/m", stream: true), cancel: leaves.Token);
            }
            catch (OperationCanceledException)
            {
                // As a door sees it.
            }
        });
        Books(world).ShouldBe((1, 0));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_request_that_no_pool_can_hold_is_told_so_at_once()
    {
        using var world = World(Reply.Ok, Limits.Tpm(500));
        var heard = world.Ask("a/m", members: "\"max_tokens\":4000,");
        (heard.Status, heard.Code, heard.Attempts).ShouldBe((413, "context_length_exceeded", 0));
        heard.Error!.Message.ShouldContain("500 tokens");
        heard.Ended.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_route_with_room_for_it_is_preferred_to_one_that_is_too_small()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Tpm(500)).Limited("b/m", Limits.Tpm(50_000)));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("b/m=served");
    }

    [Fact]
    public void Requests_in_flight_are_held_so_that_together_they_never_exceed_a_pool()
    {
        using var world = World(Reply.Ok.In(5), Limits.Rpd(3));
        var served = 0;
        world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var heard = await world.AskAsync(Hosting.World.Request("a/m", maxWait: 0));
            if (heard.Status == 200) served++;
        })));
        served.ShouldBe(3);
        world.Network.CallCount.ShouldBe(3);
        Books(world).ShouldBe((3, 0));
    }

    [Theory]
    [InlineData("5")]
    [InlineData(null)]
    public void An_answer_that_says_it_was_the_last_is_heeded_until_the_reset_it_names(string? limit)
    {
        var last = Reply.Ok.With("x-ratelimit-remaining-requests", "0").With("x-ratelimit-reset-requests", "30s");
        using var world = new World("a/m");
        world.Network.On("a/m", limit is null ? last : last.With("x-ratelimit-limit-requests", limit), Reply.Ok);
        world.Ask("a/m").Status.ShouldBe(200);

        var refused = world.Ask("a/m", maxWait: 0);
        (refused.Code, refused.Error?.RetryAfter).ShouldBe(("quota_exhausted", TimeSpan.FromSeconds(30)));
        world.Ask("a/m", maxWait: 60).Ended.ShouldBe(TimeSpan.FromSeconds(30));
        world.Network.CallCount.ShouldBe(2);
    }

    [Fact]
    public void An_answer_that_says_what_is_left_corrects_books_that_knew_of_nobody_else()
    {
        var told = Reply.Ok.With("x-ratelimit-limit-requests", "10").With("x-ratelimit-reset-requests", "20s");
        using var world = World(Reply.Ok, Limits.Rpm(10));
        world.Network.On("a/m", told.With("x-ratelimit-remaining-requests", "1"), told.With("x-ratelimit-remaining-requests", "0"), Reply.Ok);
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);

        world.Ask("a/m", maxWait: 0).Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(20));
        world.Network.CallCount.ShouldBe(2);
    }

    private static World World(Reply reply, params QuotaLimit[] limits) => World(reply, CallCounting.Default, limits);

    private static World World(Reply reply, CallCounting counting, params QuotaLimit[] limits)
    {
        var world = new World(new CatalogSketch().Counting("a/m", counting, limits));
        world.Network.On("a/m", reply);
        return world;
    }

    /// <summary>Of the one pool whose amount is known.</summary>
    private static (long Used, long Held) Books(World world)
    {
        PoolReport pool = world.Engine.Quotas.Report().Single(p => p.Amount is not null);
        return (pool.Used, pool.Held);
    }
}
