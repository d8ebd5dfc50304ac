using Gratis.Gateway.Tests.Failover;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Observed;

/// <summary>A price in an answer, through real sockets and on many threads.</summary>
public sealed class CostTrafficTests : IAsyncLifetime
{
    private const string Paid = """{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"dear"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"cost":"0.0031"}}""";
    private const string PaidChunk = """data: {"id":"c1","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"cost":0.0031}}""" + "\n\n";

    private TwoUpstreams _both = null!;

    [Fact]
    public async Task Nobody_takes_a_route_after_its_first_answer_with_a_price()
    {
        _both.First.Then(Answers.Json(200, Paid));
        _both.First.Otherwise = Answers.Chat("must not be asked");
        (await _both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=served");

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => _both.Gateway.ChatAsync("both")));

        replies.Select(reply => reply["X-Gateway-Trail"]).Distinct().ShouldBe(["two/m=served"]);
        _both.First.Calls.Count.ShouldBe(1);
        await _both.Gateway.Log.WaitForAsync("is free no more");
    }

    [Fact]
    public async Task Nor_one_that_had_it_in_its_plan_before()
    {
        // Both are asked for by one request each; the slow one then moves on to what the quick one has found to cost money.
        var gate = new TaskCompletionSource();
        _both.First.Then(Answers.After(gate.Task, Answers.Error(500, "a hiccup")));
        _both.Second.Then(Answers.Json(200, Paid));
        var slow = _both.Gateway.ChatAsync("both");
        await _both.First.NextCallAsync();

        (await _both.Gateway.ChatAsync("two/m")).ShouldBeServed();
        gate.SetResult();

        // The pool's other route was free when the plan was made. A second call of the first is all that is left.
        (await slow)["X-Gateway-Trail"]!.ShouldNotContain("two/m");
        _both.Second.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_hangs_up_behind_the_price_has_shown_it()
    {
        _both.First.Then(Answers.Stream(Answers.Send(Answers.Chunk("hi")), Answers.Send(PaidChunk), Answers.Silent));
        using (var open = await _both.Gateway.OpenAsync(Ask.StreamingWithUsage("both")))
            await open.ReadUntilAsync("0.0031");

        (await _both.Gateway.ChatAsync("both"))["X-Gateway-Trail"].ShouldBe("two/m=served");
    }

    [Fact]
    public async Task Its_own_name_still_reaches_it()
    {
        _both.First.Otherwise = Answers.Json(200, Paid);
        (await _both.Gateway.ChatAsync("both")).ShouldBeServed();
        (await _both.Gateway.ChatAsync("one/m")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=served");
        _both.Gateway.Time.Skip(TimeSpan.FromSeconds(1));
        (await _both.Gateway.ChatAsync("one/m")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=served");
        (await _both.Gateway.ChatAsync("one/free")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/other=served");
    }

    [Fact]
    public async Task A_demand_for_money_inside_a_200_ends_it_too()
    {
        _both.First.Then(Answers.Json(200, """{"error":{"message":"Insufficient credits","code":402}}"""));
        (await _both.Gateway.ChatAsync("both"))["X-Gateway-Trail"].ShouldBe("one/m=payment_wanted,two/m=served");
        await _both.Gateway.Log.WaitForAsync("is free no more");
    }

    public async ValueTask InitializeAsync() => _both = await TwoUpstreams.StartAsync();

    public ValueTask DisposeAsync() => _both.DisposeAsync();
}
