using Gratis.Catalog;
using Gratis.Discovery;
using Gratis.Tests.Hosting;
using Gratis.Tests.Time;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Discovery;

public sealed class DiscoveryServiceTests
{
    private static readonly string[] Forty = [.. Enumerable.Range(0, 40).Select(i => $"m{i}")];

    private static Provider A => DiscoveryWorld.Provider("a");

    [Fact]
    public void Everybody_is_asked_at_the_start_and_then_now_and_then()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x", "y"));
        world.Begin(A);
        (string.Join(',', world.Models("a")), world.Network.Count("a")).ShouldBe(("x,y", 1));
        world.Changes.ShouldHaveSingleItem().Appeared.ShouldBe(["x", "y"]);

        world.Time.Advance(TimeSpan.FromHours(5.3));
        world.Network.Count("a").ShouldBe(1);
        world.Time.Advance(TimeSpan.FromHours(1.4));
        world.Network.Count("a").ShouldBe(2);
        world.Time.Advance(TimeSpan.FromDays(10));
        world.Network.Count("a").ShouldBeInRange(2 + 36, 2 + 45);
    }

    [Fact]
    public void First_looks_are_spread_and_never_more_than_four_are_under_way()
    {
        using var world = new DiscoveryWorld();
        var providers = Enumerable.Range(0, 30).Select(i => DiscoveryWorld.Provider($"p{i}")).ToArray();
        foreach (var provider in providers)
            world.Network.On(provider.Id, DiscoveryWorld.Lists("x").In(1));

        world.Begin(providers);
        world.Network.MostWaiting.ShouldBe(4);
        for (var seconds = 0; seconds < 8; seconds++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            SpinWait.SpinUntil(() => world.Network.Waiting == Math.Min(4, 30 - world.Service.Listings.Count), TimeSpan.FromSeconds(20)).ShouldBeTrue();
        }

        (world.Network.MostWaiting, world.Service.Listings.Count).ShouldBe((4, 30));
        var next = world.Service.Status.Select(status => status.Next).Distinct().ToList();
        next.Count.ShouldBe(30);
        (next.Max() - next.Min()).ShouldBeGreaterThan(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void A_list_that_did_not_change_is_not_sent_again_and_is_known_to_be_newer()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", call => call.IfNoneMatch == "\"v1\"" ? Reply.Error(304) : DiscoveryWorld.Lists("x").With("ETag", "\"v1\""));
        world.Begin(A);
        var first = world.Service.Listings["a"].At;

        world.Time.Advance(TimeSpan.FromHours(7));

        world.Network.Calls.Select(call => call.IfNoneMatch).ShouldBe([null, "\"v1\""]);
        (world.Service.Listings["a"].At - first).ShouldBeGreaterThan(TimeSpan.FromHours(5));
        world.Kept.All["a"].At.ShouldBe(world.Service.Listings["a"].At);
        world.Changes.Select(change => change.IsNews).ShouldBe([true, false]);
        world.Status("a").LastSuccess.ShouldBe(world.Service.Listings["a"].At);
    }

    [Fact]
    public void What_came_went_came_back_or_has_another_price_is_told_once_the_list_is_there()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a",
            DiscoveryWorld.Lists("x", "y", "z"),
            DiscoveryWorld.Priced(("x", "0"), ("y", "0.000001"), ("new", "0")),
            DiscoveryWorld.Lists("x", "y", "z", "new"));
        world.Service.Changed += change => world.Service.Listings["a"].At.ShouldBe(change.At);
        world.Begin(A);
        world.Refresh("a");
        world.Refresh("a");

        var (second, third) = (world.Changes[1], world.Changes[2]);
        (second.Appeared.Single(), second.Vanished.Single(), second.Repriced.Single(), second.Returned.Length).ShouldBe(("new", "z", "y", 0));
        (third.Returned.Single(), third.Repriced.Single(), third.Appeared.Length, third.Vanished.Length).ShouldBe(("z", "y", 0, 0));
        world.Warnings.ShouldBeEmpty();
    }

    public static TheoryData<string> Useless => ["broken", "silent", "stuck", "huge", "page", "cut", "gone", "redirect", "cyclic", "half", "none", "shrunk"];

    [Theory]
    [MemberData(nameof(Useless))]
    public void A_useless_answer_takes_nothing_away_and_says_why(string kind)
    {
        var reply = kind switch
        {
            "broken" => Reply.Error(500),
            "silent" => Reply.Silence,
            "stuck" => new Reply(200, "application/json", Step.Text("{\"data\":["), Step.Hang),
            "huge" => new Reply(200, "application/json", [.. Enumerable.Repeat(Step.Text(new string(' ', 1 << 20)), 9)]),
            "page" => Reply.Json("<!doctype html><title>Just a moment</title>"),
            "cut" => new Reply(200, "application/json", Step.Text("{\"data\":[{\"id\":\"m1\"}"), Step.Cut),
            "gone" => Reply.Unreachable,
            "redirect" => Reply.Error(302).With("Location", "http://elsewhere.test/v1/models"),
            "cyclic" => Reply.Error(301).With("Location", "http://a.test/v1/models"),
            "half" => Reply.Json("{\"data\":[{\"id\":\"m1\"},{\"id\""),
            "none" => Reply.Json("{\"data\":[]}"),
            _ => DiscoveryWorld.Lists("m1"),
        };
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists(Forty), reply);
        world.Begin(A);
        var first = world.Service.Listings["a"];

        var before = world.Network.Calls.Count;
        world.Refresh("a");

        (world.Network.Calls.Count - before, world.Changes.Count).ShouldBe((1, 1));
        world.Models("a").ShouldBe(Forty);
        world.Kept.All["a"].Models.Length.ShouldBe(40);
        var status = world.Status("a");
        (status.LastSuccess, status.Models, status.IsLooking).ShouldBe((first.At, 40, false));
        status.LastAttempt!.Value.ShouldBeGreaterThan(first.At);
        world.Warnings.ShouldHaveSingleItem().ShouldContain(status.Problem.ShouldNotBeNull());
        world.Network.Open.ShouldBe(0);
    }

    [Fact]
    public void One_that_fails_is_asked_less_and_less_and_complained_of_once()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", [.. Enumerable.Repeat(Reply.Error(500), 6), DiscoveryWorld.Lists("x")]);
        world.Begin(A);
        world.Time.Advance(TimeSpan.FromHours(3));

        var at = world.Network.Calls.Select(call => call.At.TotalMinutes).ToList();
        at.Zip(at.Skip(1), (a, b) => Math.Round(b - a)).ShouldBe([1, 2, 4, 8, 16, 32]);
        world.Warnings.Count().ShouldBe(1);
        (world.Status("a").Problem, world.Models("a").Length).ShouldBe((null, 1));
    }

    [Fact]
    public void A_refused_key_is_asked_with_again_after_an_interval_or_once_it_is_exchanged()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", call => call.Key == "Bearer good" ? DiscoveryWorld.Lists("x") : Reply.Error(401));
        world.Begin(DiscoveryWorld.Provider("a", "bad"));
        world.Time.Advance(TimeSpan.FromHours(5.9));
        (world.Network.Count("a"), world.Status("a").Problem).ShouldBe((1, "Answered 401: the key is refused."));
        world.Time.Advance(TimeSpan.FromHours(0.2));
        world.Network.Count("a").ShouldBe(2);

        world.Begin(DiscoveryWorld.Provider("a", "good"));
        (world.Network.Count("a"), world.Models("a").Length).ShouldBe((3, 1));
    }

    [Fact]
    public void A_refused_key_does_not_hide_the_list_from_the_next_one_which_stays()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", call => call.Key == "Bearer good" ? DiscoveryWorld.Lists("x") : Reply.Error(401));
        world.Begin(DiscoveryWorld.Provider("a", "bad", "good"));
        world.Models("a").ShouldBe(["x"]);
        world.Refresh("a");
        world.Network.Calls.Select(call => call.Key).ShouldBe(["Bearer bad", "Bearer good", "Bearer good"]);
        world.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_hundred_refused_keys_are_four_questions()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", Reply.Error(403));
        world.Begin(DiscoveryWorld.Provider("a", [.. Enumerable.Range(0, 100).Select(i => $"key-{i}")]));
        world.Network.Count("a").ShouldBe(4);
    }

    [Fact]
    public void The_provider_says_when_to_come_back_and_even_a_demand_waits_for_it()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", Reply.Limited(1800), DiscoveryWorld.Lists("x"));
        world.Begin(A);
        world.Refresh("a");
        world.Time.Advance(TimeSpan.FromMinutes(29));
        (world.Network.Count("a"), world.Status("a").Problem).ShouldBe((1, "Answered 429: too many questions."));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Network.Count("a").ShouldBe(2);
    }

    [Fact]
    public void Whoever_wants_a_list_at_the_same_time_shares_one_look()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x"), DiscoveryWorld.Lists("x", "y").In(3));
        world.Begin(A);

        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1), world.Time);
        var all = Enumerable.Range(0, 10).Select(_ => world.Service.RefreshAsync("a", CancellationToken.None)).ToList();
        var one = world.Service.RefreshAsync("A", impatient.Token);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        Should.Throw<OperationCanceledException>(() => DiscoveryWorld.End(one));
        all.ShouldAllBe(task => !task.IsCompleted);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        all.ShouldAllBe(task => DiscoveryWorld.End(task));
        (world.Network.Count("a"), world.Models("a").Length).ShouldBe((2, 2));
    }

    [Fact]
    public void Everybody_can_be_asked_at_once_and_nobody_who_is_not_configured()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x"));
        world.Network.On("b", DiscoveryWorld.Lists("x"), Reply.Error(500));
        world.Begin(A, DiscoveryWorld.Provider("b"));

        var everybody = world.Service.RefreshAsync(null, CancellationToken.None);
        everybody.IsCompleted.ShouldBeFalse();
        world.Time.Advance(TimeSpan.Zero);
        DiscoveryWorld.End(everybody).ShouldBeTrue();
        DiscoveryWorld.End(world.Service.RefreshAsync("c", CancellationToken.None)).ShouldBeFalse();
        (world.Network.Count("a"), world.Network.Count("b")).ShouldBe((2, 2));
    }

    [Fact]
    public void Unknown_models_have_the_list_looked_at_every_ten_minutes_at_most()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x"));
        world.Begin(A);
        for (var minute = 0; minute < 60; minute++)
        {
            world.Service.WantSoon("a");
            world.Service.WantSoon("nobody");
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        world.Network.Count("a").ShouldBeInRange(6, 7);
        var at = world.Network.Calls.Select(call => call.At).ToList();
        at.Zip(at.Skip(1), (a, b) => b - a).ShouldAllBe(pause => pause >= TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_local_server_that_is_off_is_no_news_and_one_that_answers_nonsense_is()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("ollama", Reply.Unreachable, Reply.Silence, DiscoveryWorld.Lists("x"), Reply.Json("<html>"));
        world.Begin(DiscoveryWorld.Local("ollama"));
        world.Refresh("ollama");
        (world.Time.Elapsed - DiscoveryWorld.Start).ShouldBe(TimeSpan.FromSeconds(2));
        (world.Status("ollama").Problem, world.Warnings.Count()).ShouldBe(("No whole answer within 2 s.", 0));

        world.Refresh("ollama");
        world.Refresh("ollama");
        (world.Models("ollama").Single(), world.Warnings.Count()).ShouldBe(("x", 1));
    }

    [Fact]
    public void Models_dev_is_asked_once_a_day_and_kept_beside_the_lists()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("models.dev", Reply.Json("""{"a":{"id":"a","models":{"vendor/x":{"id":"vendor/x","name":"X"}}}}"""));
        world.Service.Configure(new DiscoverySettings { Interval = TimeSpan.FromHours(1) });
        world.Service.ModelsDev.ShouldBeNull();
        world.Time.Advance(TimeSpan.FromHours(20));

        var asked = world.Network.Calls.ShouldHaveSingleItem();
        (asked.Url.AbsoluteUri, asked.Key).ShouldBe(("https://models.dev/api.json", null));
        var catalogue = world.Service.ModelsDev.ShouldNotBeNull();
        (catalogue.Providers["A"]["vendor/X"].Id, catalogue.At).ShouldBe(("vendor/x", VirtualTime.Start + asked.At));
        world.Service.ModelsDev.ShouldBeSameAs(catalogue);
        (world.Service.Listings.Count, world.Kept.All.Count).ShouldBe((0, 1));

        world.Configure();
        (world.Service.ModelsDev, world.Kept.All.Count).ShouldBe((null, 0));
    }

    [Fact]
    public void A_listener_that_fails_keeps_nobody_from_the_news()
    {
        using var world = new DiscoveryWorld();
        var heard = 0;
        world.Service.Changed += _ => throw new InvalidOperationException("deaf");
        world.Service.Changed += _ => heard++;
        world.Network.On("a", DiscoveryWorld.Lists("x"));
        world.Begin(A);
        (heard, world.Status("a").Problem).ShouldBe((1, null));
        world.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Failure is InvalidOperationException);
    }

    [Fact]
    public void A_defect_is_logged_and_the_provider_asked_again()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", Reply.Ok with { Fault = new NotSupportedException("a bug") }, DiscoveryWorld.Lists("x"));
        world.Begin(A);
        world.Status("a").Problem.ShouldBe("A defect of the gateway, which its log shows.");
        world.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Failure is NotSupportedException);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Models("a").ShouldBe(["x"]);
    }

    [Fact]
    public void Chance_is_seeded()
    {
        static List<TimeSpan> Times(int seed)
        {
            using var world = new DiscoveryWorld(seed: seed);
            world.Network.On("a", DiscoveryWorld.Lists("x"));
            world.Begin(A);
            world.Time.Advance(TimeSpan.FromDays(3));
            return [.. world.Network.Calls.Select(call => call.At)];
        }

        Times(1).ShouldBe(Times(1));
        Times(1).ShouldNotBe(Times(2));
    }
}
