using Gratis.Simulator;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios;
using Gratis.Simulator.Scenarios.Month;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>The month of churn holds what it promises, for any seed, and the world does what the plan says.</summary>
public sealed class MonthOfChurnTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<int> Seeds => [1, 2, 7, 42, 20260301];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_has_the_size_and_the_churn_of_real_months(int seed)
    {
        var month = MonthOfChurn.Of(seed);
        var models = month.Scenario.Providers.SelectMany(provider => provider.Models).ToArray();

        month.Scenario.Providers.Select(provider => provider.Kind).Distinct().Count().ShouldBe(8);
        models.Length.ShouldBeInRange(60, 120);
        for (var week = 0; week < 4; week++)
        {
            var begin = TimeSpan.FromDays(7 * week);
            var free = models.Count(model => IsFreeAt(model, begin));
            var events = month.Events.Where(one => one.After >= begin && one.After < begin + TimeSpan.FromDays(7)).ToArray();
            events.Count(one => one.What is ChurnKind.Vanishes).ShouldBe(free / 4);
            events.Count(one => one.What is ChurnKind.Appears).ShouldBeGreaterThan(free / 6);
        }

        var flips = month.Events.Where(one => one.What is ChurnKind.WantsPayment or ChurnKind.Bills).ToArray();
        flips.Length.ShouldBe(8);
        flips.Count(one => one.What is ChurnKind.WantsPayment).ShouldBe(4);
        flips.Count(one => one.What is ChurnKind.Bills && one.ListedAfter == TimeSpan.Zero).ShouldBe(2);
        flips.Count(one => one.What is ChurnKind.Bills && one.ListedAfter >= TimeSpan.FromHours(4)).ShouldBe(2);
        foreach (var (what, times) in new[]
        {
            (ChurnKind.TurnsFree, 2), (ChurnKind.ListBreaks, 1), (ChurnKind.ListShrinks, 1), (ChurnKind.ListMends, 2),
            (ChurnKind.Dies, 1), (ChurnKind.Returns, 1), (ChurnKind.KeyRevoked, 1),
        })
            month.Events.Count(one => one.What == what).ShouldBe(times, what.ToString());
        month.Events.ShouldAllBe(one => one.After > TimeSpan.Zero && one.After < MonthOfChurn.Length);
        month.Events.Zip(month.Events.Skip(1)).ShouldAllBe(pair => pair.First.After <= pair.Second.After);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_provider_is_ever_without_a_free_model(int seed)
    {
        var month = MonthOfChurn.Of(seed);
        foreach (var at in month.Events.Select(one => one.After))
            month.Scenario.Providers.ShouldAllBe(provider => provider.Models.Any(model => IsFreeAt(model, at)));
    }

    [Fact]
    public void The_seed_decides_everything()
    {
        MonthOfChurn.Of(7).Events.ShouldBe(MonthOfChurn.Of(7).Events);
        MonthOfChurn.Of(8).Events.ShouldNotBe(MonthOfChurn.Of(7).Events);
        Scenario.Month.Providers.SelectMany(provider => provider.Models.Select(model => (model.Id, model.From, model.Until)))
            .ShouldBe(MonthOfChurn.Of(1).Scenario.Providers.SelectMany(provider => provider.Models.Select(model => (model.Id, model.From, model.Until))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public async Task The_world_does_at_each_instant_what_the_plan_says(int seed)
    {
        var month = MonthOfChurn.Of(seed);
        var time = new VirtualTime();
        var world = month.Build(time);
        foreach (var planned in month.Events)
        {
            using var caller = new Caller(new ProviderSpec(planned.Provider, planned.Provider), time, world: world);
            var reachable = !Within(month, planned, ChurnKind.Dies, ChurnKind.Returns);

            // Two events may fall on one instant; then only the first one is looked at from before.
            if (planned.After > time.Elapsed)
            {
                time.Advance(planned.After - Tick - time.Elapsed);
                if (reachable && planned is { Model: { } model, What: not ChurnKind.TurnsFree })
                    (await caller.ChatAsync(model)).Status.ShouldBeOneOf(planned.What is ChurnKind.Appears ? [400, 404] : [200]);
                time.Advance(Tick);
            }

            if (reachable)
                await ShouldHoldAsync(planned, caller, Within(month, planned, ChurnKind.ListBreaks, ChurnKind.ListMends) || Within(month, planned, ChurnKind.ListShrinks, ChurnKind.ListMends));
        }

        time.Advance(MonthOfChurn.Length - time.Elapsed);
        world.Truth.Providers.Where(provider => provider.Bill.Count > 0).Select(provider => provider.Id).ShouldBe(["openrouter"]);
        world.Truth.Billed.ShouldBe(month.Events.Count(one => one.What is ChurnKind.Bills));
    }

    private static async Task ShouldHoldAsync(ChurnEvent planned, Caller caller, bool listIsSick)
    {
        var world = caller.World;
        var billed = world.Truth.Billed;
        switch (planned.What)
        {
            case ChurnKind.Appears or ChurnKind.TurnsFree:
                (await caller.ChatAsync(planned.Model!)).Status.ShouldBe(200, planned.ToString());
                world.Truth.Billed.ShouldBe(billed);
                if (!listIsSick)
                    (await ListsAsync(caller, planned.Model!)).ShouldBeTrue(planned.ToString());
                break;
            case ChurnKind.Vanishes:
                (await caller.ChatAsync(planned.Model!)).Status.ShouldBeOneOf(400, 404, 410);
                world.Truth[planned.Provider].Dead.ShouldContain(line => line.Model == planned.Model);
                if (!listIsSick)
                    (await ListsAsync(caller, planned.Model!)).ShouldBe(planned.ListedAfter > TimeSpan.Zero, planned.ToString());
                break;
            case ChurnKind.WantsPayment:
                (await caller.ChatAsync(planned.Model!)).Status.ShouldBeOneOf(402, 403);
                world.Truth.Billed.ShouldBe(billed);
                break;
            case ChurnKind.Bills:
                var answer = await caller.ChatAsync(planned.Model!);
                answer.Status.ShouldBe(200, planned.ToString());
                answer.Json.GetProperty("usage").GetProperty("cost").GetDecimal().ShouldBeGreaterThan(0);
                world.Truth.Billed.ShouldBe(billed + 1);
                (await PromptPriceAsync(caller, planned.Model!) == "0").ShouldBe(planned.ListedAfter > TimeSpan.Zero);
                break;
            case ChurnKind.ListBreaks:
                (await caller.GetAsync("/models")).Text.ShouldStartWith("<!DOCTYPE html>");
                break;
            case ChurnKind.ListMends:
                (await caller.GetAsync("/models")).Json.GetProperty("data").GetArrayLength().ShouldBeGreaterThan(2);
                break;
            case ChurnKind.Dies:
                await Should.ThrowAsync<HttpRequestException>(caller.GetAsync("/models"));
                break;
            case ChurnKind.Returns:
                (await caller.GetAsync("/models")).Status.ShouldBe(200);
                break;
            case ChurnKind.KeyRevoked:
                (await caller.GetAsync("/models")).Status.ShouldBe(200);
                caller.Key = caller.Entry.Keys[1];
                (await caller.GetAsync("/models")).Status.ShouldBe(400);
                break;
            default:
                planned.What.ShouldBe(ChurnKind.ListShrinks);
                break;
        }
    }

    /// <summary>Whether a provider's trouble goes on at the instant of another event there.</summary>
    private static bool Within(MonthOfChurn month, ChurnEvent planned, ChurnKind begins, ChurnKind ends) =>
        month.Events.SingleOrDefault(one => one.Provider == planned.Provider && one.What == begins) is { } begin
        && planned.What != begins && planned.What != ends
        && planned.After >= begin.After && planned.After <= month.Events.First(one => one.Provider == planned.Provider && one.What == ends).After;

    // Gemini's ids have a prefix in its list.
    private static async Task<bool> ListsAsync(Caller caller, string model) =>
        (await caller.GetAsync("/models")).Json.GetProperty("data").EnumerateArray().Any(one => one.GetProperty("id").GetString() is { } id && (id == model || id == "models/" + model));

    private static async Task<string?> PromptPriceAsync(Caller caller, string model) =>
        (await caller.GetAsync("/models")).Json.GetProperty("data").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == model).GetProperty("pricing").GetProperty("prompt").GetString();

    private static bool IsFreeAt(ModelSpec model, TimeSpan at) =>
        model is { Kind: ModelKind.Chat } && model.From <= at && !(model.Until <= at)
        && (model.Prices.LastOrDefault(change => change.At <= at)?.Input ?? model.InputPrice) == 0;
}
