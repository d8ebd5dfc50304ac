using Gratis.Catalog.Limits;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Hosting.Options;
using Gratis.Quotas;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>Probes are booked like any call, and a provider never sees more of them than a twentieth of its day.</summary>
public sealed class BudgetTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(10L, 0)]
    [InlineData(19L, 0)]
    [InlineData(20L, 1)]
    [InlineData(50L, 2)]
    [InlineData(1000L, 50)]
    [InlineData(14_400L, 200)]
    [InlineData(null, ProbeBudget.WithoutKnownQuota)]
    public void A_twentieth_of_the_day_and_a_few_where_nobody_knows(long? daily, int limit) => LimitOf((daily, PeriodUnit.Day)).ShouldBe(limit);

    [Theory]
    [InlineData(nameof(PeriodUnit.Week), 7_000L, 50)]
    [InlineData(nameof(PeriodUnit.Month), 31_000L, 50)]
    [InlineData(nameof(PeriodUnit.Lifetime), 1_000_000L, 0)]
    [InlineData(nameof(PeriodUnit.Minute), 30L, ProbeBudget.WithoutKnownQuota)]
    public void Longer_windows_count_by_the_day_and_shorter_ones_not_at_all(string unit, long amount, int limit) => LimitOf((amount, Enum.Parse<PeriodUnit>(unit))).ShouldBe(limit);

    [Fact]
    public void The_smallest_pool_decides() => LimitOf((1000, PeriodUnit.Day), (null, PeriodUnit.Day), (60, PeriodUnit.Day), (30, PeriodUnit.Minute)).ShouldBe(3);

    [Theory]
    [InlineData(10, 0)]
    [InlineData(50, 2)]
    [InlineData(200, 10)]
    [InlineData(null, 10)]
    public void A_week_never_goes_over_the_budget(int? daily, int limit)
    {
        string[] models = [.. Enumerable.Range(0, 30).Select(n => $"model{n}-7b")];
        using var world = new DiagnosisWorld(options => options.Providers["mine"].Limits = daily is null ? null : new LimitOptions { Rpd = daily });
        world.Lists(models).Look();

        // Every model is worth asking about: half of them are missing, and none of them answers.
        foreach (var model in models) world.Network.On("mine/" + model, Reply.Error(500));
        world.Lists(models[..15]);
        for (var run = 0; run < 28; run++)
        {
            var budget = world.Restart(TimeSpan.FromHours(6)).Refresh().Service.Report().Budget.ShouldHaveSingleItem();
            budget.Limit.ShouldBe(limit);
            budget.Used.ShouldBeLessThanOrEqualTo(limit);
        }

        List<TimeSpan> asked = [.. world.Questions.Select(call => call.At)];
        asked.ForEach(at => asked.Count(other => other >= at && other - at < Day).ShouldBeLessThanOrEqualTo(limit));
        (limit == 0 || asked.Count > limit).ShouldBeTrue("the week was not idle");
    }

    [Fact]
    public void A_probe_is_counted_in_the_quota_of_its_route()
    {
        using var world = new DiagnosisWorld(options => options.Providers["mine"].Limits = new LimitOptions { Rpd = 1000 }).Lists("alpha-7b").Refresh();
        var probes = world.Questions.Count();
        probes.ShouldBe(2);
        world.Engine.Quotas.Report().Single(pool => pool.Name.Id == "mine#1:rpd" && pool.Amount == 1000).Used.ShouldBe(probes);
        world.Service.Report().Budget.ShouldHaveSingleItem().Used.ShouldBe(probes);
    }

    [Fact]
    public void Hardly_anything_is_asked_at_once()
    {
        using var world = new DiagnosisWorld(options => options.Providers["mine"].Limits = new LimitOptions { Rpd = 14_400 }).Lists([.. Enumerable.Range(0, 100).Select(n => $"model{n}-7b")]).Refresh();
        world.Questions.Select(call => call.Route).Distinct().Count().ShouldBe(12);
    }

    private static int LimitOf(params (long? Amount, PeriodUnit Unit)[] pools) => ProbeBudget.LimitOf(pools.Select(pool => new PoolReport
    {
        Name = new PoolName("p", "p", "a", null, []),
        Limit = new QuotaLimit { Scope = QuotaScope.Account, Metric = QuotaMetric.Requests, Period = new QuotaPeriod(pool.Unit), Amount = pool.Amount },
        Amount = pool.Amount,
        Evidence = LimitEvidence.None,
        Clock = QuotaClock.Utc,
        Used = 0,
        Held = 0,
        Remaining = pool.Amount,
    }));
}
