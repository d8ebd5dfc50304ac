using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios;

namespace Gratis.Tests.Simulator;

/// <summary>Models come, go and change their price, in lists and in calls.</summary>
public sealed class ModelLifeTests
{
    private const string Coder = "qwen/qwen3-coder:free";

    [Theory]
    [InlineData("openai", 404, 404)]
    [InlineData("openrouter", 400, 404)]
    [InlineData("mistral", 400, 400)]
    [InlineData("zhipu", 400, 410)]
    public async Task A_model_is_there_from_its_first_instant_until_its_last_and_refused_in_the_providers_words_before_and_after(string kind, int before, int after)
    {
        using var caller = Of(kind, new ModelSpec("late") { From = Hours(2), Until = Hours(5) }, new ModelSpec("other"));

        await ShouldBeAsync(before, listed: false);
        caller.Time.Advance(Hours(2) - TimeSpan.FromTicks(1));
        await ShouldBeAsync(before, listed: false);
        caller.Time.Advance(TimeSpan.FromTicks(1));
        await ShouldBeAsync(200, listed: true);
        caller.Time.Advance(Hours(3) - TimeSpan.FromTicks(1));
        await ShouldBeAsync(200, listed: true);
        caller.Time.Advance(TimeSpan.FromTicks(1));
        await ShouldBeAsync(after, listed: false);
        (await caller.ChatAsync("other")).Status.ShouldBe(200);

        async Task ShouldBeAsync(int status, bool listed)
        {
            (await caller.ChatAsync("late")).Status.ShouldBe(status);
            (await caller.GetAsync("/models")).Text.Contains("\"late\"", StringComparison.Ordinal).ShouldBe(listed);
        }
    }

    [Fact]
    public async Task A_list_may_go_on_naming_what_is_gone()
    {
        using var caller = Of("nvidia", new ModelSpec("gone") { Until = Hours(1), Lingers = Hours(10) }, new ModelSpec("other"));
        caller.Time.Advance(Hours(10));

        (await caller.ChatAsync("gone")).Status.ShouldBe(404);
        (await caller.GetAsync("/models")).Text.ShouldContain("\"gone\"");
        caller.Time.Advance(Hours(1));
        (await caller.GetAsync("/models")).Text.ShouldNotContain("\"gone\"");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task A_price_flip_bills_from_its_instant_while_the_list_follows_at_once_or_later(int lag)
    {
        using var caller = Of("openrouter", new ModelSpec(Coder) { Prices = [new PriceChange(Hours(7), 0.5m, 1.5m) { Refuses = false, ListedAfter = Hours(lag) }] });
        caller.Time.Advance(Hours(7) - TimeSpan.FromTicks(1));
        (await CostAsync()).ShouldBe(0);
        caller.World.Truth.Billed.ShouldBe(0);

        caller.Time.Advance(TimeSpan.FromTicks(1));
        var cost = await CostAsync();

        cost.ShouldBeGreaterThan(0);
        caller.World.Truth.Usd.ShouldBe(cost);
        (await ListedAsync(caller, Coder)).ShouldBe(lag == 0 ? ("0.0000005", "0.0000015") : ("0", "0"));
        caller.Time.Advance(Hours(lag));
        (await ListedAsync(caller, Coder)).ShouldBe(("0.0000005", "0.0000015"));

        async Task<decimal> CostAsync()
        {
            var answer = await caller.ChatAsync(Coder);
            answer.Status.ShouldBe(200);
            return answer.Json.GetProperty("usage").GetProperty("cost").GetDecimal();
        }
    }

    [Fact]
    public async Task A_stream_tells_its_cost_too()
    {
        using var caller = Of("openrouter", new ModelSpec(Coder) { Prices = [new PriceChange(TimeSpan.Zero, 2, 8) { Refuses = false }] });

        var stream = await caller.StreamAsync(Coder);

        var cost = stream.Chunks.Single(chunk => chunk.TryGetProperty("usage", out _)).GetProperty("usage").GetProperty("cost").GetDecimal();
        cost.ShouldBeGreaterThan(0);
        caller.World.Truth.Usd.ShouldBe(cost);
    }

    [Fact]
    public async Task A_model_that_wants_payment_refuses_who_does_not_pay_until_it_is_free_again()
    {
        using var caller = Of("openrouter", new ModelSpec(Coder) { Prices = [new PriceChange(Hours(1), 1, 1), new PriceChange(Hours(3), 0, 0) { ListedAfter = Hours(1) }] });
        caller.Time.Advance(Hours(1));

        (await caller.ChatAsync(Coder)).Status.ShouldBe(402);
        (await ListedAsync(caller, Coder)).ShouldBe(("0.000001", "0.000001"));
        caller.Time.Advance(Hours(2));
        (await caller.ChatAsync(Coder)).Status.ShouldBe(200);
        (await ListedAsync(caller, Coder)).ShouldBe(("0.000001", "0.000001"));
        caller.Time.Advance(Hours(1));
        (await ListedAsync(caller, Coder)).ShouldBe(("0", "0"));
        caller.World.Truth.Usd.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_the_list_learns_late_does_not_undo_a_newer_one()
    {
        using var caller = Of("openrouter", new ModelSpec(Coder)
        {
            Prices = [new PriceChange(Hours(1), 1, 1) { ListedAfter = Hours(5) }, new PriceChange(Hours(2), 3, 3)],
        });
        caller.Time.Advance(Hours(2));
        (await ListedAsync(caller, Coder)).ShouldBe(("0.000003", "0.000003"));
        caller.Time.Advance(Hours(5));
        (await ListedAsync(caller, Coder)).ShouldBe(("0.000003", "0.000003"));
    }

    [Fact]
    public async Task A_fault_overrules_the_life_a_model_was_given()
    {
        using var caller = Of("openrouter", new ModelSpec(Coder) { Prices = [new PriceChange(TimeSpan.Zero, 1, 1)] });
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelPaid) { InputPrice = 0, OutputPrice = 0, For = Hours(1) });

        (await caller.ChatAsync(Coder)).Status.ShouldBe(200);
        caller.Time.Advance(Hours(1));
        (await caller.ChatAsync(Coder)).Status.ShouldBe(402);
    }

    [Fact]
    public void A_scenario_writes_down_lives()
    {
        var model = Scenario.Parse("""
            providers:
              - id: a
                models: [ { id: m, from: 1d, until: 20d, lingers: 12h, released: 2026-03-04, prices: [ { at: 7d, input: 0.5, output: 1.5, listed_after: 6h, refuses: false }, { at: 9d } ] } ]
            """).Providers[0].Models[0];

        (model.From, model.Until, model.Lingers, model.Released).ShouldBe((Hours(24), Hours(480), Hours(12), new DateOnly(2026, 3, 4)));
        model.Prices.ShouldBe([new PriceChange(Hours(168), 0.5m, 1.5m) { ListedAfter = Hours(6), Refuses = false }, new PriceChange(Hours(216), 0, 0)]);
    }

    [Theory]
    [InlineData("{ id: m, from: 2d, until: 1d }", "'until' must be later than 'from'")]
    [InlineData("{ id: m, prices: [ { input: 1 } ] }", "a price change needs 'at'")]
    [InlineData("{ id: m, prices: [ { at: 1d, prize: 1 } ] }", "a price change has no 'prize'; it may have at, input, listed_after, output, refuses")]
    [InlineData("{ id: m, released: yesterday }", "'released' must be a day such as 2026-03-01, not 'yesterday'")]
    public void A_wrong_life_is_told_what_would_be_right(string model, string problem) =>
        Should.Throw<ScenarioException>(() => Scenario.Parse($"providers: [ {{ id: a, models: [ {model} ] }} ]")).Message.ShouldContain(problem);

    private static Caller Of(string kind, params ModelSpec[] models) =>
        new(new ProviderSpec("p", kind) { Accounts = [new AccountSpec("secret-1")], Models = models });

    private static async Task<(string? Prompt, string? Completion)> ListedAsync(Caller caller, string id)
    {
        var pricing = (await caller.GetAsync("/models")).Json.GetProperty("data").EnumerateArray()
            .Single(model => model.GetProperty("id").GetString() == id).GetProperty("pricing");
        return (pricing.GetProperty("prompt").GetString(), pricing.GetProperty("completion").GetString());
    }

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);
}
