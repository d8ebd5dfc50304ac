using System.Collections.Concurrent;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Scenarios.Month;

namespace Gratis.Tests.Hosting.Month;

/// <summary>
/// Thirty days in which a quarter of the free models goes every week and others come, some turn paid with and without a word, lists break,
/// a provider dies and a key is revoked: nobody touches anything, everybody is served, and nobody pays.
/// </summary>
public sealed class MonthTests(MonthRuns runs) : IClassFixture<MonthRuns>
{
    public static TheoryData<int> Seeds => [1, 2];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Requests_are_served_all_month_long(int seed)
    {
        var run = runs.Of(seed);
        TestContext.Current.TestOutputHelper?.WriteLine(MonthReport.Of(run));

        run.Answers.Count.ShouldBeGreaterThan(4_000);
        run.Answers.Count(one => one.IsServed).ShouldBeGreaterThanOrEqualTo(run.Answers.Count * 99 / 100);
        run.Answers.Where(one => one.CouldBeServed).ShouldBeEmpty();
        run.Answers.Where(one => !one.IsServed && one.Ask.Model is "auto" or "free").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_price_that_flips_in_silence_costs_one_call_at_most_and_nothing_else_costs_anything(int seed)
    {
        var run = runs.Of(seed);
        var flips = run.Month.Events.Where(one => one.What == ChurnKind.Bills).ToDictionary(one => one.Provider + "/" + one.Model);

        // A month in which nobody called a model that bills would prove nothing.
        run.Bill.Billed.ShouldBeInRange(1, flips.Count);
        foreach (var (route, calls) in NotesOf(run.Bill, provider => provider.Bill))
        {
            flips.ShouldContainKey(route);
            calls.Sum(call => call.Count).ShouldBe(1, route);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_model_is_called_more_than_twice_when_it_is_gone(int seed)
    {
        var dead = NotesOf(runs.Of(seed).Bill, provider => provider.Dead).ToArray();
        dead.ShouldNotBeEmpty();
        dead.ShouldAllBe(route => route.Calls.Sum(call => call.Count) <= 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_favourite_that_is_free_again_leads_again(int seed)
    {
        var run = runs.Of(seed);
        run.NotLeading.ShouldBeEmpty();
        foreach (var back in run.Month.Events.Where(one => one.What == ChurnKind.TurnsFree))
        {
            var isBilledBefore = run.Log.Lines.Any(line => line.Text.StartsWith($"{back.Provider}/{back.Model} is free no more", StringComparison.Ordinal));
            run.Log.Lines.Any(line => line.Text == $"{back.Provider}/{back.Model} is free again").ShouldBe(isBilledBefore, back.Model);
            run.Answers.Where(one => one.IsServed && one.Ask.Model == "free" && one.Ask.At >= back.After).Select(one => one.Route).ShouldContain(back.Provider + "/" + back.Model);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_new_free_model_is_in_use_one_look_later(int seed)
    {
        var run = runs.Of(seed);
        run.Unnoticed.ShouldBeEmpty();
        run.Noticed.Count.ShouldBeGreaterThan(20);
        run.Answers.Where(one => one.IsServed).Select(one => one.Route).Intersect(run.Noticed).Count().ShouldBeGreaterThan(run.Noticed.Count / 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_model_that_has_gone_is_known_to_have_gone_one_look_later(int seed) => runs.Of(seed).Lingering.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_the_owner_said_stands_untouched_and_is_heeded(int seed)
    {
        var run = runs.Of(seed);
        run.Edits.Last.Routes.OrderBy(one => one.Key).ShouldBe(run.Edits.First.Routes.OrderBy(one => one.Key));
        run.Edits.Last.Order.ShouldBe(run.Edits.First.Order);
        run.Edits.Last.Favorites!.Models.ShouldBe(run.Edits.First.Favorites!.Models);
        run.LastOrder.ShouldBe(run.Order.Where(run.LastOrder.Contains));
        foreach (var route in (string[])[run.SwitchedOff, run.DeclaredPaid])
            run.Bill[MonthTruth.ProviderOf(route)].Models[MonthTruth.ModelOf(route)].Received.ShouldBe(0, route);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_called_but_for_a_client(int seed)
    {
        var run = runs.Of(seed);
        run.Bill.Providers.Sum(provider => provider.Total.Received).ShouldBe(run.Answers.Sum(one => one.Attempts));
        run.Bill.Providers.ShouldAllBe(provider => provider.Total.Lists >= 108 && provider.Total.Lists <= 150);
        run.Bill.ModelsDevReads.ShouldBeInRange(27, 34);
    }

    [Fact]
    public void The_same_month_goes_the_same_way_again_and_so_does_its_restart()
    {
        var until = MonthRun.Restart + TimeSpan.FromDays(1);
        MonthRun.Of(2, until).Fingerprint(until).ShouldBe(runs.Of(2).Fingerprint(until));
    }

    private static IEnumerable<(string Route, NotedCalls[] Calls)> NotesOf(WorldTruth bill, Func<ProviderTruth, IReadOnlyList<NotedCalls>> notes) =>
        bill.Providers.SelectMany(provider => notes(provider).GroupBy(call => provider.Id + "/" + call.Model).Select(route => (route.Key, route.ToArray())));
}

/// <summary>Each month is lived through once for all who look at it.</summary>
public sealed class MonthRuns
{
    private readonly ConcurrentDictionary<int, MonthRun> _runs = new();

    internal MonthRun Of(int seed) => _runs.GetOrAdd(seed, static one => MonthRun.Of(one));
}
