using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Tests.Time;

namespace Gratis.Tests.Catalog.Learned;

public sealed class EvidenceBookTests
{
    private readonly VirtualTime _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly Kept _kept = new();
    private readonly EvidenceBook _book;
    private readonly RouteEvidence _route;

    public EvidenceBookTests()
    {
        _book = new EvidenceBook(_time, _kept);
        _route = _book.Of("P/Model");
    }

    [Fact]
    public void A_route_is_the_same_in_any_case() => _book.Of("p/MODEL").ShouldBeSameAs(_route);

    [Fact]
    public void A_cost_is_known_before_the_next_line_runs_and_kept()
    {
        _route.SawCost(0.001m, "usage");

        _route.IsBilled.ShouldBeTrue();
        _kept.Facts[("p/model", LearnedTopics.Cost)].Value.ShouldBe("0.001");
    }

    [Fact]
    public void The_first_cost_keeps_its_date()
    {
        _route.SawCost(0.001m, "first");
        _time.Advance(TimeSpan.FromHours(2));
        _route.SawCost(0.002m, "second");

        _route.Find(LearnedTopics.Cost)!.Evidence.Detail.ShouldBe("first");
    }

    [Fact]
    public void A_lifted_cost_is_gone_from_the_store_too()
    {
        _route.SawCost(1, "usage");
        _route.LiftCost();

        _route.IsBilled.ShouldBeFalse();
        _kept.Facts.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_kept_is_known_after_a_restart()
    {
        _route.SawCost(1, "usage");
        var restarted = new EvidenceBook(_time);
        restarted.Restore(_kept.Facts.Values);

        restarted.Of("p/model").IsBilled.ShouldBeTrue();
    }

    [Fact]
    public void Many_unknown_model_answers_in_a_quarter_of_an_hour_are_one_proof()
    {
        _route.SawGone("404");
        _time.Advance(TimeSpan.FromMinutes(10));
        _route.SawGone("404");
        _route.Find(LearnedTopics.Gone)!.Value.ShouldBe("1");

        _time.Advance(TimeSpan.FromMinutes(5));
        _route.SawGone("404");
        _route.Find(LearnedTopics.Gone)!.Value.ShouldBe("2");
    }

    [Fact]
    public void An_answer_ends_the_belief_that_it_is_gone()
    {
        _route.SawGone("404");
        _route.SawServed();

        _route.Find(LearnedTopics.Gone).ShouldBeNull();
    }

    [Fact]
    public void The_smallest_request_that_was_too_long_counts()
    {
        _route.SawTooLong(9000, null);
        _route.SawTooLong(12_000, null);
        _route.Find(LearnedTopics.Context)!.Value.ShouldBe("8999");

        _route.SawTooLong(5000, null);
        _route.Find(LearnedTopics.Context)!.Value.ShouldBe("4999");
    }

    [Fact]
    public void A_longer_request_that_was_served_disproves_it()
    {
        _route.SawTooLong(5000, null);
        _route.SawFit(4000);
        _route.Find(LearnedTopics.Context).ShouldNotBeNull();

        _route.SawFit(6000);
        _route.Find(LearnedTopics.Context).ShouldBeNull();
    }

    [Fact]
    public void What_a_probe_found_is_not_overturned_in_passing()
    {
        _route.Saw(Capability.Tools, has: true, "two calls", ClaimSource.Probe);
        _route.Saw(Capability.Tools, has: false, "prose");

        _route.Find("capability.tools")!.Value.ShouldBe("true");
    }

    [Fact]
    public void Each_change_is_told_once()
    {
        var told = 0;
        _book.Changed = (_, _) => told++;

        _route.Saw(Capability.Vision, has: false, "refused");
        _route.Saw(Capability.Vision, has: false, "refused again");
        _route.SawRefused("logit_bias", null);
        _route.SawRefused("logit_bias", null);

        told.ShouldBe(2);
    }

    [Fact]
    public void What_is_remembered_of_one_route_is_bounded()
    {
        for (var i = 0; i < 1000; i++)
            _route.SawRefused("p" + i, null);

        _route.Facts.Count.ShouldBeLessThanOrEqualTo(64);
    }

    private sealed class Kept : IEvidenceStore
    {
        public Dictionary<(string Route, string Topic), LearnedFact> Facts { get; } = [];

        public ValueTask<IReadOnlyList<LearnedFact>> Load(CancellationToken cancellation) => new([.. Facts.Values]);

        public void Keep(LearnedFact fact) => Facts[(fact.Route, fact.Topic)] = fact;

        public void Forget(string route, string topic) => Facts.Remove((route, topic));
    }
}
