using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Tests.Dispatch;

/// <summary>What is set aside for a call, and what is settled for it.</summary>
public sealed class BudgetCostTests
{
    private const int UsualMost = 16_384;

    [Theory]
    [InlineData("\"max_tokens\":10,", null, null, 10)]
    [InlineData("\"max_completion_tokens\":10,\"max_tokens\":99,", null, null, 10)]
    [InlineData("\"max_tokens\":10,\"n\":3,", null, null, 30)]
    [InlineData("\"max_tokens\":10,", 4, null, 4)]
    [InlineData("", 4000, null, 4000)]
    [InlineData("\"max_tokens\":0,", 4000, null, 4000)]
    [InlineData("", null, null, UsualMost)]
    [InlineData("", null, 2048, 2048)]
    public void The_most_that_comes_out_is_what_the_client_allows_else_what_the_route_can_else_a_bound(string asked, int? able, int? context, long expected) =>
        WorstOf(asked, new Price(0, 1), able, context).Output.ShouldBe(expected);

    [Fact]
    public void A_bound_that_the_route_never_hears_of_binds_nothing()
    {
        var route = RouteOf(new Price(0, 1), 4000, null, "max_tokens");
        BudgetCost.AtMost(route, World.Request("a/m", members: "\"max_tokens\":10,").Facts, 0).Output.ShouldBe(4000);
    }

    [Theory]
    [InlineData(Operation.Embeddings)]
    [InlineData(Operation.Rerank)]
    public void What_writes_nothing_costs_only_what_goes_in(Operation operation)
    {
        var worst = BudgetCost.AtMost(RouteOf(new Price(1, 1000)), World.Request("a/m", operation: operation).Facts, 0);
        (worst.Output, worst.Usd).ShouldBe((0, worst.Input * 1000));
    }

    [Fact]
    public void No_token_is_shorter_than_a_byte_and_no_estimate_is_undercut()
    {
        var facts = World.Request("a/m", members: "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}],").Facts;
        BudgetCost.AtMost(RouteOf(new Price(1, 1)), facts, 0).Input.ShouldBeGreaterThanOrEqualTo(facts.TextBytes + facts.ToolBytes);
        BudgetCost.AtMost(RouteOf(new Price(1, 1)), facts, 9000).Input.ShouldBe(9000);
    }

    [Fact]
    public void A_price_of_each_request_is_part_of_it() =>
        WorstOf("\"max_tokens\":10,", new Price(0, 1000, 0.25m), null, null).Usd.ShouldBe(260_000_000);

    // What the usage says: input/output/cost, a dash where it says nothing. Prices: a thousandth of a dollar in, a hundredth out; the worst case is 100 in, 50 out.
    [Theory]
    [InlineData(Verdict.Served, 200, true, "3/5/0.7", "0.7")]
    [InlineData(Verdict.Served, 200, true, "3/5/0", "0")]
    [InlineData(Verdict.Served, 200, true, "3/5/-", "0.053")]
    [InlineData(Verdict.Served, 200, true, "-/5/-", "0.15")]
    [InlineData(Verdict.Served, 200, true, "-/-/-", "0.6")]
    [InlineData(Verdict.InvalidAnswer, 200, true, "3/5/-", "0.053")]
    [InlineData(Verdict.InvalidAnswer, 200, true, "-/-/-", "0.6")]
    [InlineData(Verdict.Filtered, 200, true, "3/0/-", "0.003")]
    [InlineData(Verdict.Broken, 200, true, "-/-/-", "0.6")]
    [InlineData(Verdict.Broken, null, true, "-/-/-", "0.6")]
    [InlineData(Verdict.Timeout, null, true, "-/-/-", "0.6")]
    [InlineData(Verdict.Cancelled, null, true, "-/-/-", "0.6")]
    [InlineData(Verdict.Cancelled, null, false, "-/-/-", "0")]
    [InlineData(Verdict.Unreachable, null, true, "-/-/-", "0")]
    [InlineData(Verdict.Broken, 500, true, "-/-/-", "0")]
    [InlineData(Verdict.RateLimited, 429, true, "-/-/-", "0")]
    [InlineData(Verdict.PaymentWanted, 402, true, "-/-/-", "0")]
    [InlineData(Verdict.Refused, 400, true, "-/-/-", "0")]
    [InlineData(Verdict.Refused, 400, true, "-/-/0.2", "0.2")]
    [InlineData(Verdict.ModelGone, 404, true, "-/-/-", "0")]
    internal void A_call_costs_what_its_provider_says_else_its_tokens_else_the_worst(Verdict verdict, int? status, bool wasSent, string usage, string usd)
    {
        var said = usage.Split('/');
        var heard = new Usage(Number(said[0]), Number(said[1]), said[2] == "-" ? null : Usd(said[2]));
        var cost = BudgetCost.Of(RouteOf(new Price(1000, 10_000)), verdict, status, wasSent, heard, new WorstCase(100, 50, 600_000_000));
        (cost / 1_000_000_000m).ShouldBe(Usd(usd));

        static long? Number(string text) => text == "-" ? null : long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        static decimal Usd(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Without_a_price_nobody_knows() =>
        BudgetCost.Of(RouteOf(null), Verdict.Served, 200, true, new Usage(3, 5, null), default).ShouldBeNull();

    private static WorstCase WorstOf(string asked, Price price, int? able, int? context) =>
        BudgetCost.AtMost(RouteOf(price, able, context), World.Request("a/m", members: asked).Facts, 0);

    private static Route RouteOf(Price? price, int? maxOutput = null, int? context = null, params string[] refuses) => new(
        new Provider { Id = "a", BaseUrl = new Uri("http://a.test/v1"), ChatUrl = new Uri("http://a.test/v1/chat/completions"), Accounts = [] }, "m")
        {
            Price = price,
            MaxOutput = maxOutput,
            Context = context,
            RejectedParameters = refuses,
        };
}
