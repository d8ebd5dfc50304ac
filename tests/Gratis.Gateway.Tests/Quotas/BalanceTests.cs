using Gratis.Catalog.Limits;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Hosting;
using Gratis.Quotas;
using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Quotas;

/// <summary>A provider that tells what is left to a key is believed more than what is generally known of it.</summary>
public sealed class BalanceTests
{
    private const string Model = "meta-llama/llama-3.3-70b-instruct:free";

    [Fact]
    public async Task An_account_that_bought_credit_gets_its_thousand_a_day()
    {
        await using var both = await StartAsync(1000, pays: true);

        (await both.ChatAsync()).ShouldBeServed();
        await both.LearnedAsync(pool => pool.Amount == 1000);
        for (var call = 2; call <= 60; call++)
            (await both.ChatAsync()).ShouldBeServed();

        both.Pool.Used.ShouldBe(60);
        both.Truth.Accepted.ShouldBe(60);
        both.Truth.Overspends.ShouldBe(0);
    }

    [Fact]
    public async Task A_free_account_gets_its_fifty_and_never_hears_of_a_wall()
    {
        await using var both = await StartAsync(50, pays: false);

        for (var call = 1; call <= 50; call++)
            (await both.ChatAsync()).ShouldBeServed();
        (await both.ChatAsync()).ShouldBeError(429, "quota_exhausted")["X-Gateway-Attempts"].ShouldBe("0");

        both.Truth.Accepted.ShouldBe(50);
        both.Truth.Overspends.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_spent_of_the_key_elsewhere_is_noticed_before_a_wall()
    {
        await using var both = await StartAsync(50, pays: false);
        for (var call = 0; call < 30; call++)
            await both.SpendElsewhereAsync();

        (await both.ChatAsync()).ShouldBeServed();
        await both.LearnedAsync(pool => pool.Used == 31);
        for (var call = 32; call <= 50; call++)
            (await both.ChatAsync()).ShouldBeServed();
        (await both.ChatAsync()).ShouldBeError(429, "quota_exhausted")["X-Gateway-Attempts"].ShouldBe("0");

        both.Truth.Overspends.ShouldBe(0);
    }

    [Fact]
    public async Task Asking_is_booked_and_a_gateway_that_nobody_uses_asks_nobody()
    {
        await using var both = await StartAsync(1000, pays: true);
        both.Skip(TimeSpan.FromDays(2));
        both.Questions.ShouldBe(0);

        (await both.ChatAsync()).ShouldBeServed();
        await both.LearnedAsync(pool => pool.Amount == 1000);

        both.Questions.ShouldBe(1);
        both.Reports.Single(pool => pool.Name.Id == "openrouter#1/probes:rpd").Amount.ShouldBe(24);
    }

    private static async Task<GatewayAndProvider> StartAsync(long daily, bool pays)
    {
        var time = new SkippingTime();
        var spec = ProviderSpec.Standard("openrouter") with
        {
            Accounts = [new AccountSpec("sim-key") { Pays = pays }],
            Limits = [LimitSpec.Rpd(daily) with { Models = "*:free" }],
        };
        var provider = await SimulatorHost.StartAsync(new World(time).Add(spec));
        var url = provider.World.Provider("openrouter").UrlBelow(provider.BaseAddress);
        var gateway = await TestGateway.StartAsync($$"""
            server: { max_wait_seconds: 0 }
            providers:
              openrouter: { base_url: "{{url}}", api_key: sim-key, models: [ { id: "{{Model}}" } ] }
            """);
        var both = new GatewayAndProvider(gateway, provider, time, url);

        // Far from midnight, where a day's figures mean the day that is over.
        var now = time.GetUtcNow();
        both.Skip(now.Date.AddDays(1).AddHours(12) - now.DateTime);
        return both;
    }

    private sealed class GatewayAndProvider(TestGateway gateway, SimulatorHost provider, SkippingTime time, Uri url) : IAsyncDisposable
    {
        private readonly QuotaLedger _ledger = gateway.Services.GetRequiredService<GratisEngine>().Quotas;
        private int _calls;

        public IReadOnlyList<PoolReport> Reports => _ledger.Report();

        /// <summary>The day of all free models.</summary>
        public PoolReport Pool => Reports.Single(pool => pool.Limit is { Scope: QuotaScope.ModelClass, Period.Unit: PeriodUnit.Day });

        public Simulator.Accounting.Counts Truth => provider.World.Truth.Providers.Single().Total;

        public int Questions => provider.World.Journal.Entries.Count(entry => entry.Path.EndsWith("/key", StringComparison.Ordinal));

        public void Skip(TimeSpan by)
        {
            time.Skip(by);
            gateway.Time.Skip(by);
        }

        /// <summary>Asks, a minute after the last call that still fits the twenty of one.</summary>
        public Task<Reply> ChatAsync()
        {
            if (_calls++ % 20 == 19)
                Skip(TimeSpan.FromSeconds(61));
            return gateway.ChatAsync("openrouter/" + Model);
        }

        public async Task SpendElsewhereAsync()
        {
            using var request = gateway.Request(HttpMethod.Post, "/", System.Text.Encoding.UTF8.GetBytes(Ask.Of(Model)), ("Authorization", "Bearer sim-key"));
            request.RequestUri = new Uri(url.AbsoluteUri + "/chat/completions");
            using var response = await gateway.Client.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }

        /// <summary>Waits until the day's pool is as it should be; every lesson is a signal.</summary>
        public async Task LearnedAsync(Func<PoolReport, bool> isSo)
        {
            var learned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var before = _ledger.Freed;
            _ledger.Freed += Look;
            Look();
            await learned.Task.Soon();
            _ledger.Freed = before;

            void Look()
            {
                if (isSo(Pool))
                    learned.TrySetResult();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await gateway.DisposeAsync();
            await provider.DisposeAsync();
        }
    }
}
