using System.Text;
using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>The world's own books are exact, whatever happens at the same time.</summary>
public sealed class TruthTests
{
    [Fact]
    public async Task Sixteen_threads_get_exactly_what_the_limit_allows()
    {
        var time = new VirtualTime();
        var world = new World(time, seed: 3).Add(new ProviderSpec("p", "openai")
        {
            Accounts = [new AccountSpec("a"), new AccountSpec("b")],
            Models = [new ModelSpec("m1"), new ModelSpec("m2")],
            Limits = [LimitSpec.Rpd(700), LimitSpec.Rpm(250).PerModel()],
        });
        var served = 0;
        var refused = 0;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            using var caller = new Caller(new ProviderSpec("p", "openai"), time, world: world) { Key = thread % 2 == 0 ? "a" : "b" };
            for (var i = 0; i < 200; i++)
            {
                var answer = await caller.ChatAsync(i % 2 == 0 ? "m1" : "m2", "hello", i % 3 == 0 ? ",\"stream\":true" : "");
                Interlocked.Increment(ref answer.Status == 200 ? ref served : ref refused);
            }
        })));

        var truth = world.Truth["p"];
        served.ShouldBe(1000);
        refused.ShouldBe(2200);
        truth.Total.Received.ShouldBe(3200);
        truth.Total.Accepted.ShouldBe(1000);
        truth.Total.Refused["limit:rpm"].ShouldBe(2200);
        truth.Total.Overspends.ShouldBe(2200);
        truth.Total.InFlight.ShouldBe(0);
        truth.Total.PeakInFlight.ShouldBeInRange(1, 16);
        truth.Keys["key-1"].Accepted.ShouldBe(500);
        truth.Models["m2"].Accepted.ShouldBe(500);
        truth.Total.OutputTokens.ShouldBe(1000 * (("p/m1 heard: “hello” ✓".Length + 3) / 4));
        truth.Window("rpd", "key-2").Used.ShouldBe(500);
        truth.Window("rpm", "key-1", "m1").Peak.ShouldBe(250);
    }

    [Fact]
    public async Task A_cancelled_stream_is_billed_and_counted_for_what_it_got()
    {
        using var caller = Caller.Plain(new ModelSpec("m1") { OutputPrice = 1_000_000, Pace = new Pace(TimeSpan.FromSeconds(1), 1) });
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelPaid) { InputPrice = 0, OutputPrice = 1_000_000, Refuses = false });
        using (var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions",
            """{"model":"m1","stream":true,"messages":[{"role":"user","content":"hello"}]}""", TestContext.Current.CancellationToken))
        {
            await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var buffer = new byte[4096];
            var first = body.ReadAsync(buffer, TestContext.Current.CancellationToken);
            caller.Time.Advance(TimeSpan.FromSeconds(1));
            (await first).ShouldBeGreaterThan(0);
            var second = body.ReadAsync(buffer, TestContext.Current.CancellationToken);
            caller.Time.Advance(TimeSpan.FromSeconds(1));
            Encoding.UTF8.GetString(buffer.AsSpan(0, await second)).ShouldContain("p/m1");
        }

        var truth = caller.World.Truth["p"].Models["m1"];
        truth.Cancelled.ShouldBe(1);
        truth.CancelledAfterMs.ShouldBe([2000]);
        truth.OutputTokens.ShouldBe(1);
        truth.Usd.ShouldBe(1);
        truth.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Leaving_after_the_last_byte_is_no_cancellation()
    {
        using var caller = Caller.Plain();
        using (var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions",
            """{"model":"m1","stream":true,"messages":[{"role":"user","content":"hello"}]}""", TestContext.Current.CancellationToken))
        {
            await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var read = new StringBuilder();
            var buffer = new byte[4096];
            while (!read.ToString().Contains("[DONE]", StringComparison.Ordinal))
                read.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, await body.ReadAsync(buffer, TestContext.Current.CancellationToken))));
        }

        caller.World.Truth["p"].Total.Cancelled.ShouldBe(0);
    }

    [Fact]
    public async Task Attempts_that_fail_are_given_back_where_only_answers_count()
    {
        using var caller = new Caller(new ProviderSpec("p", "openai")
        {
            Accounts = [new AccountSpec("secret-1")], Models = [new ModelSpec("m1")], Limits = [LimitSpec.Rpd(1), LimitSpec.Tpm(100)],
        });
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { Status = 500, Requests = 3 });
        for (var i = 0; i < 3; i++)
            (await caller.ChatAsync("m1")).Status.ShouldBe(500);

        (await caller.ChatAsync("m1")).Status.ShouldBe(200);

        var truth = caller.World.Truth["p"];
        truth.Window("rpd").Used.ShouldBe(1);
        truth.Window("tpm").Used.ShouldBe(truth.Total.InputTokens + truth.Total.OutputTokens);
        truth.Total.Broken.ShouldBe(3);
    }

    [Fact]
    public async Task Credit_that_is_used_up_ends_a_paying_account()
    {
        using var caller = new Caller(new ProviderSpec("p", "openai")
        {
            Accounts = [new AccountSpec("secret-1") { Pays = true, Credit = 0.00001m }],
            Models = [new ModelSpec("m1") { InputPrice = 5, OutputPrice = 5 }],
        });

        (await caller.ChatAsync("m1")).Status.ShouldBe(200);
        (await caller.ChatAsync("m1")).Status.ShouldBe(402);
        caller.World.Truth.Usd.ShouldBe(0.00004m);
    }

    [Fact]
    public async Task The_journal_keeps_the_last_requests_byte_for_byte_and_no_header_value()
    {
        var world = new World(new VirtualTime(), seed: 1, journalled: 2).Add(ProviderSpec.Standard("openai", "p", "secret-1"));
        using var caller = new Caller(new ProviderSpec("p", "openai"), world: world);
        const string Odd = "{ \"model\" : \"m1\", \"x-unknown\":[1.50e0], \"messages\":[{\"role\":\"user\",\"content\":\"\u00e9 \\u00e9\"}] }";

        await caller.ChatAsync("m1");
        await caller.ChatAsync("m1");
        await caller.PostAsync("/chat/completions", Odd);

        world.Journal.Entries.Select(entry => entry.Number).ShouldBe([2, 3]);
        var last = world.Journal.Entries[^1];
        last.Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes(Odd));
        (last.Method, last.Path, last.Provider).ShouldBe(("POST", "/v1/chat/completions", "p"));
        last.HeaderNames.ShouldContain("Authorization");
        last.ToString().ShouldNotContain("secret-1");
    }
}
