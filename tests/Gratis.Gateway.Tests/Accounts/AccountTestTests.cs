using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Accounts.AccountsWorld;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>An account that is tried out: really, on what costs nothing, and in the books.</summary>
public sealed class AccountTestTests
{
    [Fact]
    public async Task A_good_key_has_its_list_read_and_a_free_model_asked_within_its_books()
    {
        await using var world = await AccountsWorld.StartAsync("limits: { rpd: 10 }", discovers: true);
        var account = await world.AddAsync(First);

        var test = (await TestAsync(world, account)).ShouldBeServed().Json;

        test.GetProperty("ok").GetBoolean().ShouldBeTrue(test.ToString());
        var list = test.GetProperty("list");
        list.GetProperty("ok").GetBoolean().ShouldBeTrue();
        list.GetProperty("status").GetInt32().ShouldBe(200);
        list.GetProperty("models").GetInt32().ShouldBe(2);
        list.GetProperty("ms").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        list.GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
        var chat = test.GetProperty("chat");
        chat.GetProperty("ok").GetBoolean().ShouldBeTrue();
        chat.GetProperty("route").GetString().ShouldBe("mine/m");
        chat.GetProperty("status").GetInt32().ShouldBe(200);
        chat.GetProperty("verdict").GetString().ShouldBe("served");
        var call = world.Upstream.Calls.Where(one => one.Method == "POST").ShouldHaveSingleItem();
        call["Authorization"].ShouldBe("Bearer " + First);
        JsonDocument.Parse(call.Body).RootElement.GetProperty("max_tokens").GetInt32().ShouldBe(1);
        (await world.Gateway.PoolAsync(account.GetProperty("account").GetString() + ":rpd")).GetProperty("used").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_key_is_told_without_itself_and_shows_in_the_list()
    {
        await using var world = await AccountsWorld.StartAsync();
        var account = await world.AddAsync("planted-key-nobody-knows");

        var reply = (await TestAsync(world, account)).ShouldBeServed();

        reply.Text.ShouldNotContain("planted-key");
        reply.Json.GetProperty("ok").GetBoolean().ShouldBeFalse();
        reply.Json.GetProperty("list").GetProperty("status").GetInt32().ShouldBe(401);
        reply.Json.GetProperty("chat").GetProperty("status").GetInt32().ShouldBe(401);
        reply.Json.GetProperty("chat").GetProperty("verdict").GetString().ShouldBe("key_refused");
        (await world.StateAsync(IdOf(account))).ShouldBe("refused_key");
        (await world.Gateway.ChatAsync("mine/m")).Status.ShouldNotBe(200);
        world.Upstream.ChatKeys.Count.ShouldBe(1, "a key that was refused is not sent again");

        // The provider lets it in after all: whoever tries it out again finds that.
        world.Upstream.Take("planted-key-nobody-knows");
        (await TestAsync(world, account)).ShouldBeServed().Json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
    }

    [Fact]
    public async Task What_costs_money_is_never_asked()
    {
        await using var world = await AccountsWorld.StartAsync("free: none", discovers: true);
        var account = await world.AddAsync(First);

        var test = (await TestAsync(world, account)).ShouldBeServed().Json;

        test.GetProperty("ok").GetBoolean().ShouldBeTrue("the list says that the key is good: " + test);
        test.GetProperty("chat").GetProperty("ok").GetBoolean().ShouldBeFalse();
        test.GetProperty("chat").GetProperty("route").GetString().ShouldBeNull();
        test.GetProperty("chat").GetProperty("reason").GetString()!.ShouldContain("free");
        world.Upstream.ChatKeys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_only_the_list_could_refuse_is_refused_by_it()
    {
        await using var world = await AccountsWorld.StartAsync("free: none", discovers: true);
        var account = await world.AddAsync("planted-key-nobody-knows");

        (await TestAsync(world, account)).ShouldBeServed().Json.GetProperty("ok").GetBoolean().ShouldBeFalse();

        (await world.StateAsync(IdOf(account))).ShouldBe("refused_key");
    }

    [Fact]
    public async Task Exactly_the_account_that_is_named_is_tried()
    {
        await using var world = await AccountsWorld.StartAsync("api_key: " + Third);
        var (one, two) = (await world.AddAsync(First), await world.AddAsync(Second));

        (await TestAsync(world, two)).ShouldBeServed();
        (await TestAsync(world, one)).ShouldBeServed();
        (await world.OwnerAsync(HttpMethod.Post, "/mine%231/test")).ShouldBeServed().Json.GetProperty("ok").GetBoolean().ShouldBeTrue();

        world.Upstream.ChatKeys.ShouldBe([Second, First, Third]);
    }

    [Fact]
    public async Task A_spent_account_is_not_asked_and_says_why()
    {
        await using var world = await AccountsWorld.StartAsync("limits: { rpd: 1 }");
        var account = await world.AddAsync(First);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();

        var chat = (await TestAsync(world, account)).ShouldBeServed().Json.GetProperty("chat");

        chat.GetProperty("ok").GetBoolean().ShouldBeFalse();
        chat.GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
        world.Upstream.ChatKeys.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_is_gone_says_nothing_of_the_key_and_the_next_one_is_asked()
    {
        await using var world = await AccountsWorld.StartAsync(discovers: true);
        world.Upstream.List = """{"data":[{"id":"a","pricing":{"prompt":"0","completion":"0"}},{"id":"b","pricing":{"prompt":"0","completion":"0"}}]}""";
        string? gone = null;
        world.Upstream.Chat = (call, response) => (Interlocked.CompareExchange(ref gone, call.Model, null) is null
            ? Answers.Json(404, """{"error":{"message":"The model does not exist","type":"invalid_request_error","code":"model_not_found"}}""")
            : Answers.Chat("hello"))(call, response);

        var test = (await TestAsync(world, await world.AddAsync(First))).ShouldBeServed().Json;

        test.GetProperty("ok").GetBoolean().ShouldBeTrue(test.ToString());
        test.GetProperty("chat").GetProperty("route").GetString().ShouldNotBe("mine/" + gone);
    }

    [Fact]
    public async Task What_is_switched_off_is_not_tried()
    {
        await using var world = await AccountsWorld.StartAsync();
        var account = await world.AddAsync(First);
        (await world.OwnerAsync(HttpMethod.Patch, "/" + IdOf(account), """{"enabled":false}""")).ShouldBeServed();

        (await TestAsync(world, account)).ShouldBeError(409, "account_not_in_use").ErrorMessage.ShouldContain("disabled");

        world.Upstream.Calls.ShouldBeEmpty();
    }

    private static Task<Reply> TestAsync(AccountsWorld world, JsonElement account) => world.OwnerAsync(HttpMethod.Post, $"/{IdOf(account)}/test");
}
