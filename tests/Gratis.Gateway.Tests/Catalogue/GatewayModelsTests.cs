using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>Every route with all that is known of it.</summary>
public sealed class GatewayModelsTests
{
    [Fact]
    public async Task Every_route_is_listed_with_its_rank_and_with_everything_that_is_known_of_it()
    {
        await using var world = await ListedWorld.StartAsync();

        var rows = await world.RowsAsync();

        rows.Length.ShouldBe(3);
        rows.Select(row => row.GetProperty("rank").GetInt32()).ShouldBe([1, 2, 3]);
        rows.ShouldAllBe(row => row.EnumerateObject().Select(member => member.Name).SequenceEqual(new[]
        {
            "route_id", "provider", "model", "display_name", "rank", "enabled", "state", "state_reason", "context", "max_output", "kind", "capabilities",
            "free", "local", "price", "family", "tier", "quality", "score", "evidence", "released", "expires", "missing_since", "rank_reasons", "health",
        }));
    }

    [Fact]
    public async Task What_is_free_says_why_it_is_believed()
    {
        await using var world = await ListedWorld.StartAsync();

        var free = await world.RowAsync("house/maker/alpha");

        free.GetProperty("provider").GetString().ShouldBe("house");
        free.GetProperty("model").GetString().ShouldBe("maker/alpha");
        free.GetProperty("display_name").GetString().ShouldBe("The maker/alpha");
        (free.GetProperty("free").GetBoolean(), free.GetProperty("enabled").GetBoolean(), free.GetProperty("state").GetString()).ShouldBe((true, true, "enabled"));
        free.GetProperty("context").GetInt32().ShouldBe(32_768);
        free.GetProperty("price").GetRawText().ShouldBe("""{"input":0,"output":0}""");
        var evidence = free.GetProperty("evidence");
        (evidence.GetProperty("layer").GetString(), evidence.GetProperty("source").GetString()).ShouldBe(("price", "provider_list"));
        evidence.GetProperty("from").GetString()!.ShouldContain("house");
        evidence.GetProperty("at").GetString()!.ShouldEndWith("Z");
        evidence.GetProperty("confidence").GetDouble().ShouldBeInRange(0.5, 1);
        free.GetProperty("health").GetRawText().ShouldBe("""{"health":"ok","reason":null,"until":null}""");
    }

    [Fact]
    public async Task What_was_found_and_costs_money_is_listed_and_waits()
    {
        await using var world = await ListedWorld.StartAsync();

        var paid = await world.RowAsync("house/maker/gold");

        (paid.GetProperty("free").GetBoolean(), paid.GetProperty("enabled").GetBoolean(), paid.GetProperty("state").GetString()).ShouldBe((false, false, "found"));
        paid.GetProperty("state_reason").GetString()!.ShouldContain("not proven free");
        paid.GetProperty("price").GetProperty("input").GetDecimal().ShouldBe(2);
        paid.GetProperty("rank").GetInt32().ShouldBe(3);
        paid.GetProperty("rank_reasons").EnumerateArray().Single().GetString()!.ShouldContain("not ranked");
    }

    [Fact]
    public async Task A_capability_is_there_or_not_or_nobody_knows()
    {
        await using var world = await ListedWorld.StartAsync();

        var can = (await world.RowAsync("house/maker/alpha")).GetProperty("capabilities");

        can.EnumerateObject().Select(member => member.Name).ShouldBe(["tools", "vision", "audio", "structured_output", "reasoning", "web_search"]);
        can.GetProperty("tools").ValueKind.ShouldBe(JsonValueKind.True);
        can.GetProperty("vision").ValueKind.ShouldBe(JsonValueKind.False);
        can.GetProperty("web_search").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_score_is_the_sum_of_its_parts_and_its_reasons_say_so()
    {
        await using var world = await ListedWorld.StartAsync();

        var row = await world.RowAsync("house/maker/alpha");

        var score = row.GetProperty("score");
        score.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("points").GetDouble()).ShouldBe(score.GetProperty("total").GetDouble(), 0.2);
        score.GetProperty("parts").EnumerateArray().ShouldAllBe(part => part.GetProperty("why").GetString()!.Length > 0);
        row.GetProperty("quality").GetProperty("measured").GetBoolean().ShouldBeFalse();
        row.GetProperty("rank_reasons").EnumerateArray().First().GetString()!.ShouldStartWith("score ");
    }

    [Theory]
    [InlineData("?free=true", "house/maker/alpha house/maker/beta")]
    [InlineData("?free=FALSE", "house/maker/gold")]
    [InlineData("?enabled=false", "house/maker/gold")]
    [InlineData("?enabled=true&q=BETA", "house/maker/beta")]
    [InlineData("?provider=House&q=gold", "house/maker/gold")]
    [InlineData("?provider=nobody", "")]
    [InlineData("?q=The%20maker/al", "house/maker/alpha")]
    [InlineData("?q=&free=", "house/maker/alpha house/maker/beta house/maker/gold")]
    public async Task A_filter_lets_through_what_it_names(string query, string ids)
    {
        await using var world = await ListedWorld.StartAsync();

        string.Join(' ', await world.IdsAsync(query)).ShouldBe(ids);
    }

    [Fact]
    public async Task A_filter_changes_no_rank()
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.RowsAsync("?q=gold")).Single().GetProperty("rank").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("?free=maybe", "free")]
    [InlineData("?enabled=1", "enabled")]
    public async Task A_filter_that_says_neither_yes_nor_no_is_refused(string query, string name)
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.Gateway.GetAsync("/v1/gateway/models" + query)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(name + " must be");
        (await world.Gateway.GetAsync("/v1/gateway/models?q=" + new string('x', 201))).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("q must");
    }

    [Fact]
    public async Task Thousands_of_routes_come_whole()
    {
        Listed[] many = [.. Enumerable.Range(0, 2_000).Select(n => n % 2 == 0 ? Listed.Free($"maker/model-{n}") : Listed.Paid($"maker/model-{n}"))];
        await using var world = await ListedWorld.StartAsync("", many);

        (await world.RowsAsync()).Select(row => row.GetProperty("rank").GetInt32()).ShouldBe(Enumerable.Range(1, 2_000));
    }
}
