using System.Text.Json;
using Gratis.AspNetCore.Providers;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary><c>GET /admin/api/providers</c>: what everybody gives and asks for, and how it stands.</summary>
public sealed class ProvidersEndpointTests
{
    [Fact]
    public async Task Everybody_is_there_with_what_is_known_and_the_owners_own_behind_them()
    {
        await using var world = await AccountsWorld.StartAsync();

        var rows = await RowsAsync(world);

        rows.Select(row => row.GetProperty("id").GetString()).ShouldBe([.. BuiltInFacts.Load().All.Select(known => known.Id), "mine"]);
        foreach (var row in rows)
        {
            foreach (var text in new[] { "name", "free_models", "dialect" })
                row.GetProperty(text).GetString().ShouldNotBeNullOrWhiteSpace(row.ToString());
            foreach (var member in new[] { "sign_up", "home", "tier", "note", "limits", "data_policy", "region", "needs", "permanence", "environment_variables", "local", "evidence" })
                row.TryGetProperty(member, out _).ShouldBeTrue(member);
        }

        var groq = Row(rows, "groq");
        groq.GetProperty("name").GetString().ShouldBe("Groq");
        groq.GetProperty("sign_up").GetString()!.ShouldStartWith("https://");
        groq.GetProperty("environment_variables")[0].GetString().ShouldBe("GROQ_API_KEY");
        groq.GetProperty("limits").EnumerateArray().ShouldContain(words => words.GetString()!.StartsWith("30 requests a minute for each of", StringComparison.Ordinal));
        groq.GetProperty("configured").GetBoolean().ShouldBeFalse();
        groq.GetProperty("known_free_models").GetInt32().ShouldBeGreaterThan(0);
        groq.GetProperty("status").GetProperty("state").GetString().ShouldBe("not_configured");
        groq.GetProperty("status").GetProperty("reason").GetString().ShouldBe("Add a key, or set GROQ_API_KEY.");
        Row(rows, "ollama").GetProperty("local").GetBoolean().ShouldBeTrue();
        Row(rows, "cloudflare").GetProperty("address_variables")[0].GetString().ShouldBe("CLOUDFLARE_ACCOUNT_ID");
    }

    [Fact]
    public async Task It_counts_accounts_and_routes_and_says_how_it_stands()
    {
        await using var world = await AccountsWorld.StartAsync();
        await world.AddAsync(AccountsWorld.First);
        var bad = await world.AddAsync("planted-key-nobody-knows");

        var mine = Row(await RowsAsync(world), "mine");
        mine.GetProperty("configured").GetBoolean().ShouldBeTrue();
        mine.GetProperty("accounts").GetInt32().ShouldBe(2);
        mine.GetProperty("routes").GetInt32().ShouldBe(2);
        mine.GetProperty("free_routes").GetInt32().ShouldBe(1);
        mine.GetProperty("status").GetProperty("state").GetString().ShouldBe("ok");

        world.Upstream.Revoke(AccountsWorld.First);
        (await world.Gateway.ChatAsync("mine/m")).Status.ShouldNotBe(200);
        Row(await RowsAsync(world), "mine").GetProperty("status").GetProperty("state").GetString().ShouldBe("refused_key");
        AccountsWorld.IdOf(bad).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(QuotaScope.Account, QuotaMetric.Requests, 1000L, PeriodUnit.Day, 1, "1,000 requests a day")]
    [InlineData(QuotaScope.Account, QuotaMetric.Tokens, null, PeriodUnit.Hour, 5, "an unpublished number of tokens every 5 hours")]
    [InlineData(QuotaScope.AccountModel, QuotaMetric.InputTokens, 1L, PeriodUnit.Hour, 1, "1 input token an hour for each model")]
    [InlineData(QuotaScope.Provider, QuotaMetric.Concurrency, 3L, PeriodUnit.None, 1, "3 calls at once over all accounts")]
    [InlineData(QuotaScope.Account, QuotaMetric.Credits, 100_000_000L, PeriodUnit.Lifetime, 1, "0.1 USD of credit once")]
    internal void A_limit_is_put_into_words(QuotaScope scope, QuotaMetric metric, long? amount, PeriodUnit unit, int count, string words) =>
        LimitWords.Of(new QuotaFacts(new QuotaLimit { Scope = scope, Metric = metric, Amount = amount, Period = new QuotaPeriod(unit, count) }, QuotaCase.Always)).ShouldBe(words);

    [Fact]
    public void It_names_its_models_and_for_whom_it_holds()
    {
        var limit = new QuotaLimit { Scope = QuotaScope.ModelClass, Metric = QuotaMetric.Requests, Amount = 50, Period = QuotaPeriod.Day, Models = ["a", "b", "c", "d"], ExceptModels = ["d1"] };

        LimitWords.Of(new QuotaFacts(limit, QuotaCase.Keyless)).ShouldBe("50 requests a day shared by a, b, c and 1 more except d1 without a key");
        LimitWords.Of(new QuotaFacts(limit with { Scope = QuotaScope.Egress, Models = [], ExceptModels = [] }, QuotaCase.Free)).ShouldBe("50 requests a day from one address of free models");
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(AccountsWorld world)
    {
        var reply = (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/providers")).ShouldBeServed();
        reply.Json.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        reply.Text.ShouldNotContain("planted");
        return [.. reply.Json.GetProperty("data").EnumerateArray()];
    }

    private static JsonElement Row(IEnumerable<JsonElement> rows, string id) => rows.Single(row => row.GetProperty("id").GetString() == id);
}
