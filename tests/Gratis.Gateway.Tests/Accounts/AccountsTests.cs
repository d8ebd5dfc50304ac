using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Accounts.AccountsWorld;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>Keys that the owner adds while the gateway runs: in force at once, changed and removed at once.</summary>
public sealed class AccountsTests
{
    [Fact]
    public async Task A_key_serves_at_once_and_is_shown_by_its_end_alone()
    {
        await using var world = await AccountsWorld.StartAsync();
        (await world.Gateway.ChatAsync("mine/m")).Status.ShouldNotBe(200);

        var added = await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"MINE","key":" {{First}} ","label":"at home"}""");

        added.Status.ShouldBe(201, added.Text);
        added["Cache-Control"].ShouldBe("no-store");
        added["Location"].ShouldBe($"{AccountsWorld.Path}/{IdOf(added.Json)}");
        added.Text.ShouldNotContain(First);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys[^1].ShouldBe(First);

        var listed = (await world.ListAsync()).ShouldHaveSingleItem();
        listed.GetProperty("provider").GetString().ShouldBe("mine");
        listed.GetProperty("label").GetString().ShouldBe("at home");
        listed.GetProperty("last4").GetString().ShouldBe("1111");
        listed.GetProperty("source").GetString().ShouldBe("stored");
        listed.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        listed.GetProperty("added_at").GetString()!.ShouldEndWith("Z");
        listed.GetProperty("account").GetString().ShouldBe("mine#" + IdOf(listed));
        StateOf(listed).ShouldBe("ok");
        await world.ShouldKeepSecretAsync(First);
    }

    [Fact]
    public async Task Two_accounts_each_have_quotas_of_their_own()
    {
        await using var world = await AccountsWorld.StartAsync("limits: { rpd: 1 }");
        var (one, two) = (await world.AddAsync(First), await world.AddAsync(Second));

        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        (await world.Gateway.ChatAsync("mine/m", ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");

        world.Upstream.ChatKeys.Order().ShouldBe([First, Second]);
        foreach (var account in new[] { one, two })
        {
            (await world.Gateway.PoolAsync(account.GetProperty("account").GetString() + ":rpd")).GetProperty("used").GetInt64().ShouldBe(1);
            (await world.StateAsync(IdOf(account))).ShouldBe("spent");
        }
    }

    [Fact]
    public async Task Another_key_of_the_same_account_finds_the_same_books()
    {
        await using var world = await AccountsWorld.StartAsync("limits: { rpd: 2 }");
        var account = await world.AddAsync(First);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();

        var rotated = await world.OwnerAsync(HttpMethod.Post, $"/{IdOf(account)}/rotate", $$"""{"key":"{{Second}}"}""");

        rotated.ShouldBeServed().Json.GetProperty("last4").GetString().ShouldBe("2222");
        IdOf(rotated.Json).ShouldBe(IdOf(account));
        rotated.Json.GetProperty("label").GetString().ShouldBe("mine");
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.ShouldBe([First, Second]);
        (await world.Gateway.ChatAsync("mine/m", ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");

        // And a new process finds them too.
        await world.Gateway.RestartAsync();
        (await world.Gateway.ChatAsync("mine/m", ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");
        await world.ShouldKeepSecretAsync(First, Second);
    }

    [Fact]
    public async Task A_refused_key_shows_and_another_key_is_forgiven_what_it_was_refused_for()
    {
        await using var world = await AccountsWorld.StartAsync();
        var account = await world.AddAsync("planted-key-nobody-knows");
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeError(502, "all_candidates_failed").Text.ShouldNotContain("planted-key");

        var listed = (await world.ListAsync()).ShouldHaveSingleItem();
        StateOf(listed).ShouldBe("refused_key");
        listed.GetProperty("health").GetProperty("reason").GetString()!.ShouldStartWith("key_refused");

        (await world.OwnerAsync(HttpMethod.Post, $"/{IdOf(account)}/rotate", $$"""{"key":"{{First}}"}""")).ShouldBeServed();
        (await world.StateAsync(IdOf(account))).ShouldBe("ok");
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
    }

    [Fact]
    public async Task What_is_switched_off_rests_and_what_is_removed_is_gone()
    {
        await using var world = await AccountsWorld.StartAsync("limits: { rpd: 2 }");
        var (one, two) = (await world.AddAsync(First), await world.AddAsync(Second));

        var off = (await world.OwnerAsync(HttpMethod.Patch, "/" + IdOf(one), """{"enabled":false,"label":"asleep"}""")).ShouldBeServed().Json;

        off.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        off.GetProperty("label").GetString().ShouldBe("asleep");
        StateOf(off).ShouldBe("disabled");
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.ShouldBe([Second, Second]);
        (await world.OwnerAsync(HttpMethod.Patch, "/" + IdOf(one), """{"enabled":true,"label":null}""")).ShouldBeServed()
            .Json.GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys[^1].ShouldBe(First);

        // Two were spent before it rested, and resting did not bring them back.
        (await world.OwnerAsync(HttpMethod.Patch, "/" + IdOf(two), """{"enabled":false}""")).ShouldBeServed();
        (await world.OwnerAsync(HttpMethod.Patch, "/" + IdOf(two), """{"enabled":true}""")).ShouldBeServed();
        (await world.StateAsync(IdOf(two))).ShouldBe("spent");

        (await world.OwnerAsync(HttpMethod.Delete, "/" + IdOf(one))).Status.ShouldBe(204);
        (await world.OwnerAsync(HttpMethod.Delete, "/" + IdOf(one))).ShouldBeError(404, "not_found");
        (await world.OwnerAsync(HttpMethod.Delete, "/" + IdOf(two))).Status.ShouldBe(204);
        (await world.ListAsync()).ShouldBeEmpty();
        (await world.Gateway.ChatAsync("mine/m")).Status.ShouldNotBe(200);
        world.Upstream.ChatKeys.TakeLast(1).ShouldBe([null], "a removed key is never sent again");
    }

    [Fact]
    public async Task Several_keys_are_several_accounts_all_or_none()
    {
        await using var world = await AccountsWorld.StartAsync();

        var added = await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","keys":["{{First}}","{{Second}}"]}""");

        added.Status.ShouldBe(201, added.Text);
        added.Json.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("last4").GetString()).Order().ShouldBe(["1111", "2222"]);
        (await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","keys":["{{Third}}","{{First}}"]}""")).ShouldBeError(409, "key_taken").Text.ShouldNotContain("planted");
        (await world.ListAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_accounts_of_config_and_environment_are_there_to_read()
    {
        await using var world = await AccountsWorld.StartAsync("api_key: " + First, environment: [("GROQ_API_KEY", $"{Second},short-key"), ("CLOUDFLARE_API_KEY", Third)]);

        var all = await world.ListAsync();

        all.Select(IdOf).ShouldBe(["cloudflare#1", "groq#1", "groq#2", "mine#1"]);
        all.Select(one => one.GetProperty("source").GetString()).ShouldBe(["environment", "environment", "environment", "config"]);
        all.Select(one => one.GetProperty("last4").GetString()).ShouldBe(["3333", "2222", null, "1111"]);
        StateOf(all[0]).ShouldBe("incomplete");
        all[0].GetProperty("health").GetProperty("reason").GetString()!.ShouldContain("CLOUDFLARE_ACCOUNT_ID");
        StateOf(all[3]).ShouldBe("ok");
        (await world.OwnerAsync(HttpMethod.Delete, "/mine%231")).ShouldBeError(409, "read_only");
        (await world.OwnerAsync(HttpMethod.Post, "/mine%231/rotate", $$"""{"key":"{{Third}}"}""")).ShouldBeError(409, "read_only");

        (await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","key":"{{First}}"}""")).ShouldBeError(409, "key_taken").ErrorMessage.ShouldContain("mine#1");
        var added = await world.AddAsync(Third);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.Order().ShouldBe([First, Third]);
        (await world.OwnerAsync(HttpMethod.Post, $"/{IdOf(added)}/rotate", $$"""{"key":"{{First}}"}""")).ShouldBeError(409, "key_taken");
        (await world.OwnerAsync(HttpMethod.Post, $"/{IdOf(added)}/rotate", $$"""{"key":"{{Third}}"}""")).ShouldBeError(409, "key_taken");
    }

    [Fact]
    public async Task The_list_comes_in_pieces_that_go_on_where_the_last_one_ended()
    {
        await using var world = await AccountsWorld.StartAsync("api_key: " + First);
        await world.AddAsync(Second);
        await world.AddAsync(Third);
        var whole = (await world.ListAsync()).Select(IdOf).ToList();

        var ids = new List<string>();
        string? next = null;
        do
        {
            var piece = (await world.OwnerAsync(HttpMethod.Get, "?limit=1" + (next is null ? "" : "&before=" + Uri.EscapeDataString(next)))).ShouldBeServed().Json;
            ids.Add(IdOf(piece.GetProperty("data").EnumerateArray().ShouldHaveSingleItem()));
            next = piece.GetProperty("next").GetString();
        }
        while (next is not null);

        ids.ShouldBe(whole);
        foreach (var limit in new[] { "0", "1001", "-1", "x", "" })
            (await world.OwnerAsync(HttpMethod.Get, "?limit=" + limit)).ShouldBeError(400, "invalid_request");
    }

    [Theory]
    [InlineData("""[]""", "object")]
    [InlineData("""{"key":"planted-key-0000"}""", "provider")]
    [InlineData("""{"provider":"nobody","key":"planted-key-0000"}""", "provider 'nobody'")]
    [InlineData("""{"provider":"mine"}""", "key is missing")]
    [InlineData("""{"provider":"mine","key":""}""", "key must be")]
    [InlineData("""{"provider":"mine","key":"planted key"}""", "key must be")]
    [InlineData("""{"provider":"mine","key":"planted\r\nX-Injected: 1"}""", "key must be")]
    [InlineData("""{"provider":"mine","key":["planted"]}""", "key must be a text")]
    [InlineData("""{"provider":"mine","keys":[]}""", "keys must be")]
    [InlineData("""{"provider":"mine","keys":["planted-1",7]}""", "keys[1]")]
    [InlineData("""{"provider":"mine","keys":["planted-1","planted-1"]}""", "keys must each be another")]
    [InlineData("""{"provider":"mine","key":"planted-1","keys":["planted-2"]}""", "either key or keys")]
    [InlineData("""{"provider":"mine","key":"planted-1","label":7}""", "label must be a text")]
    [InlineData("""{"provider":"mine","key":"planted-1","label":"two\nlines"}""", "label must be")]
    [InlineData("""{"provider":"mine","key":"planted-1","limits":{}}""", "limits")]
    [InlineData("""{"provider":"mine","key":"planted-1","key":"planted-2"}""", "JSON")]
    public async Task A_body_that_is_not_as_it_should_be_changes_nothing_and_is_not_repeated(string body, string words)
    {
        await using var world = await AccountsWorld.StartAsync();

        var refused = (await world.OwnerAsync(HttpMethod.Post, json: body)).ShouldBeError(400, "invalid_request");

        refused.ErrorMessage.ShouldContain(words);
        refused.Text.ShouldNotContain("planted");
        (await world.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_without_keys_takes_none()
    {
        await using var world = await AccountsWorld.StartAsync("auth: none");

        (await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","key":"{{First}}"}""")).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("takes no key");
    }

    [Theory]
    [InlineData("PATCH", "", """{}""", 400)]
    [InlineData("PATCH", "", """{"enabled":null}""", 400)]
    [InlineData("PATCH", "", """{"key":"planted-key-0000"}""", 400)]
    [InlineData("POST", "/rotate", """{}""", 400)]
    [InlineData("POST", "/rotate", """{"key":null}""", 400)]
    [InlineData("POST", "/test", null, 404)]
    public async Task Neither_does_a_wrong_change(string method, string path, string? body, int status)
    {
        await using var world = await AccountsWorld.StartAsync();
        var id = status == 404 ? "acc-0000" : IdOf(await world.AddAsync(First));

        (await world.OwnerAsync(new HttpMethod(method), $"/{id}{path}", body)).Status.ShouldBe(status);
        foreach (var (verb, rest, json) in new[] { ("PATCH", "", """{"enabled":true}"""), ("DELETE", "", null), ("POST", "/rotate", $$"""{"key":"{{Second}}"}""") })
            (await world.OwnerAsync(new HttpMethod(verb), "/acc-nobody" + rest, json)).ShouldBeError(404, "not_found");
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_see_or_change_them()
    {
        await using var world = await AccountsWorld.StartAsync();

        (await world.Gateway.GetAsync(AccountsWorld.Path)).ShouldBeError(401, "invalid_api_key");
        (await world.Gateway.PostAsync(AccountsWorld.Path, $$"""{"provider":"mine","key":"{{First}}"}""")).ShouldBeError(401, "invalid_api_key");
        (await world.ListAsync()).ShouldBeEmpty();
    }
}
