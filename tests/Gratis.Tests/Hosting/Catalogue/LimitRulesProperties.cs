using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Hosting.Catalogue;

/// <summary>What holds for whatever an owner writes over whatever is known.</summary>
public sealed class LimitRulesProperties
{
    [Fact]
    public void All_who_share_a_counter_mean_the_same_limit() => ForAll((rules, routes) =>
    {
        var shared = routes.SelectMany(route => route).Concat(rules.ForProvider()).Where(limit => limit.Scope != QuotaScope.AccountModel);
        foreach (var same in shared.GroupBy(limit => (limit.Scope, limit.Metric, limit.Period)))
            same.Distinct().ShouldHaveSingleItem();
    });

    [Fact]
    public void A_model_never_has_two_counters_of_its_own_for_one_thing() => ForAll((_, routes) =>
    {
        foreach (var route in routes)
            route.Where(limit => limit.Scope == QuotaScope.AccountModel).Select(limit => (limit.Metric, limit.Period)).ShouldBeUnique();
    });

    [Fact]
    public void Only_long_windows_are_paced_and_a_grant_never_evenly() => ForAll((_, routes) =>
        routes.SelectMany(route => route).Where(limit => limit.Pacing.Kind != PacingKind.Off)
            .ShouldAllBe(limit => limit.Period.IsLong && (limit.Pacing.Kind == PacingKind.Reserve || limit.Period.Unit != PeriodUnit.Lifetime)));

    private static void ForAll(Action<LimitRules, List<ImmutableArray<QuotaLimit>>> holds) => Check.One(Properties.Config, Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        var rules = new LimitRules(LimitRulesTests.Known.Where(_ => random.Next(2) == 0), Any(random), hasKey: true, pays: random.Next(4) == 0);
        holds(rules, [.. Enumerable.Range(0, 4).Select(i => rules.ForModel($"m{i}:free", Any(random), random.Next(2) == 0, pays: random.Next(4) == 0))]);
    }));

    private static LimitOptions? Any(Random random) => random.Next(3) == 0 ? null : new LimitOptions
    {
        Rpm = Amount(random),
        Rpd = Amount(random),
        Tpm = Amount(random),
        Tpmo = Amount(random),
        Concurrency = (int?)Amount(random),
        Reset = random.Next(3) switch { 0 => null, 1 => "rolling", _ => "Asia/Tokyo" },
        Pacing = random.Next(2) == 0 ? null : (PacingKind)random.Next(3),
        ReserveShare = random.Next(2) == 0 ? null : random.NextDouble(),
    };

    private static long? Amount(Random random) => random.Next(2) == 0 ? null : random.Next(1, 9);
}
