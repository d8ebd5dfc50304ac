using System.Text.Json;
using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>The truth tells whose calls cost money, which calls were to nobody, and that lists are no calls.</summary>
public sealed class BillTests
{
    [Fact]
    public async Task The_bill_names_key_model_number_and_instants()
    {
        using var caller = TwoKeys(new ModelSpec("m1") { Prices = [new PriceChange(TimeSpan.FromHours(1), 1_000_000, 0) { Refuses = false }] }, new ModelSpec("m2"));
        await caller.ChatAsync("m1");
        await caller.ChatAsync("m2");
        caller.Time.Advance(TimeSpan.FromHours(1));
        await caller.ChatAsync("m1");
        caller.Time.Advance(TimeSpan.FromHours(1));
        await caller.ChatAsync("m1");
        caller.Key = "b";
        await caller.ChatAsync("m1");

        var truth = caller.World.Truth["p"];

        var each = truth.Total.InputTokens / 5m;
        truth.Bill.Select(line => (line.Key, line.Model, line.Count, line.Usd)).ShouldBe([("key-1", "m1", 2, 2 * each), ("second", "m1", 1, each)]);
        truth.Bill[0].At.ShouldBe([VirtualTime.Start.AddHours(1), VirtualTime.Start.AddHours(2)]);
        (truth.Total.Billed, truth.Keys["key-1"].Billed, truth.Keys["second"].Billed, truth.Models["m1"].Billed, truth.Models["m2"].Billed).ShouldBe((3, 2, 1, 3, 0));
        (caller.World.Truth.Billed, caller.World.Truth.Usd).ShouldBe((3, 3 * each));
    }

    [Fact]
    public async Task Refused_failed_and_free_calls_are_not_on_the_bill()
    {
        using var caller = TwoKeys(new ModelSpec("free"), new ModelSpec("paid") { InputPrice = 1 }, new ModelSpec("silent") { Prices = [new(TimeSpan.Zero, 5, 5) { Refuses = false }] });
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { Model = "silent", Status = 500 });

        (await caller.ChatAsync("free")).Status.ShouldBe(200);
        (await caller.ChatAsync("paid")).Status.ShouldBe(402);
        (await caller.ChatAsync("silent")).Status.ShouldBe(500);

        caller.World.Truth["p"].Bill.ShouldBeEmpty();
        caller.World.Truth.Usd.ShouldBe(0);
    }

    [Fact]
    public async Task Dead_calls_are_noted_by_model_with_their_instants()
    {
        using var caller = TwoKeys(new ModelSpec("gone") { Until = TimeSpan.FromHours(1) }, new ModelSpec("removed"), new ModelSpec("there"));
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelRemoved) { Model = "removed" });
        caller.Time.Advance(TimeSpan.FromHours(1));
        await caller.ChatAsync("gone");
        caller.Time.Advance(TimeSpan.FromHours(1));
        foreach (var model in new[] { "gone", "removed", "never-was", "there" })
            await caller.ChatAsync(model);
        caller.Key = "wrong";
        (await caller.ChatAsync("gone")).Status.ShouldBe(401);

        var truth = caller.World.Truth["p"];

        truth.Dead.Select(line => (line.Key, line.Model, line.Count)).ShouldBe([("key-1", "gone", 2), ("key-1", "never-was", 1), ("key-1", "removed", 1)]);
        truth.Dead[0].At.ShouldBe([VirtualTime.Start.AddHours(1), VirtualTime.Start.AddHours(2)]);
        (truth.Total.Dead, truth.Models["gone"].Dead, truth.Models["there"].Dead).ShouldBe((4, 2, 0));
    }

    [Fact]
    public async Task Notes_are_bounded_and_counts_are_not()
    {
        using var caller = TwoKeys(new ModelSpec("m1"));
        for (var i = 0; i < 100; i++)
            await caller.ChatAsync("no-such-model");
        for (var i = 0; i < 1500; i++)
            await caller.ChatAsync("made-up-" + i);
        await caller.ChatAsync(new string('x', 5000));
        await caller.ChatAsync("no-such-model");

        var truth = caller.World.Truth["p"];

        truth.Dead.Count.ShouldBe(1024);
        var known = truth.Dead.Single(line => line.Model == "no-such-model");
        (known.Count, known.At.Count).ShouldBe((101, 64));
        truth.Dead.ShouldAllBe(line => line.Model.Length <= 256);
        truth.Total.Dead.ShouldBe(1602);
    }

    [Fact]
    public async Task Lists_are_counted_apart_and_spend_no_limit()
    {
        using var caller = new Caller(ProviderSpec.Standard("openrouter", null, "secret-1"));
        for (var i = 0; i < 60; i++)
            (await caller.GetAsync("/models")).Status.ShouldBe(200);
        await caller.GetAsync("/key");
        caller.Key = null;
        await caller.GetAsync("/models");

        var truth = caller.World.Truth["openrouter"];

        (truth.Total.Lists, truth.Total.ListsUnchanged, truth.Keys["key-1"].Lists).ShouldBe((61, 0, 60));
        (truth.Total.Received, truth.Total.Accepted, truth.Total.Overspends).ShouldBe((0, 0, 0));
        truth.Windows.ShouldAllBe(window => window.Used == 0 && window.Refusals == 0);
    }

    [Fact]
    public async Task Ollamas_own_list_is_a_list_too()
    {
        using var caller = Caller.Of("ollama");
        using var response = await caller.SendAsync(caller.Request(HttpMethod.Get, new Uri("http://ollama.sim/api/tags"), null), TestContext.Current.CancellationToken);

        (await Answered.ReadAsync(response, TestContext.Current.CancellationToken)).Json.GetProperty("models")[0].GetProperty("name").GetString().ShouldBe("llama3.2:3b");
        caller.World.Truth["ollama"].Total.Lists.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_that_dies_or_fails_is_counted_as_asked_for()
    {
        using var caller = Caller.Plain();
        caller.World.Faults.Add(new FaultSpec(FaultKind.RefuseConnection) { On = FaultTarget.Lists, Requests = 1 });
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { On = FaultTarget.Lists, Status = 500 });

        await Should.ThrowAsync<HttpRequestException>(caller.GetAsync("/models"));
        (await caller.GetAsync("/models")).Status.ShouldBe(500);

        caller.World.Truth["p"].Total.Lists.ShouldBe(2);
    }

    [Fact]
    public async Task The_control_desk_tells_all_of_it()
    {
        using var caller = TwoKeys(new ModelSpec("m1") { Prices = [new PriceChange(TimeSpan.Zero, 1, 1) { Refuses = false }] });
        await caller.ChatAsync("m1");
        await caller.ChatAsync("nobody");
        await caller.GetAsync("/models");

        using var response = await caller.SendAsync(caller.Request(HttpMethod.Get, new Uri("http://localhost/_sim/truth"), null), TestContext.Current.CancellationToken);
        var truth = (await Answered.ReadAsync(response, TestContext.Current.CancellationToken)).Json;

        truth.GetProperty("billed").GetInt32().ShouldBe(1);
        var provider = truth.GetProperty("providers").GetProperty("p");
        Line(provider.GetProperty("bill")[0]).ShouldBe(("key-1", "m1", 1, caller.World.Truth.Usd, VirtualTime.Start));
        Line(provider.GetProperty("dead")[0]).ShouldBe(("key-1", "nobody", 1, 0m, VirtualTime.Start));
        provider.GetProperty("total").GetProperty("lists").GetInt32().ShouldBe(1);
        provider.GetProperty("keys").GetProperty("key-1").GetProperty("billed").GetInt32().ShouldBe(1);

        static (string?, string?, int, decimal, DateTimeOffset) Line(JsonElement line) => (
            line.GetProperty("key").GetString(), line.GetProperty("model").GetString(), line.GetProperty("count").GetInt32(),
            line.GetProperty("usd").GetDecimal(), line.GetProperty("at")[0].GetDateTimeOffset());
    }

    private static Caller TwoKeys(params ModelSpec[] models) => new(new ProviderSpec("p", "openai")
    {
        Accounts = [new AccountSpec("a"), new AccountSpec("b") { Label = "second" }], Models = models, Limits = [LimitSpec.Rpd(10_000)],
    });
}
