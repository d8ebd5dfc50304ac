using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.ClientKeys;

/// <summary>The owner says who may use the gateway, and it holds.</summary>
public sealed class ClientKeysTests(Chromium chromium, KeyedConsole console) : ConsoleTest(chromium), IClassFixture<KeyedConsole>
{
    private const string Keys = "/admin/api/client-keys";

    private ConsoleWorld World => console.World;

    [Fact]
    public async Task A_key_is_shown_once_and_serves_at_once()
    {
        var page = await OpenAsync(World, "/client-keys");
        await page.HoldClipboardAsync();

        await page.Button("Create key").ClickAsync();
        var form = page.Window("Create a client key");
        await form.Field("Name").FillAsync("phone");
        await form.Button("Create key").ClickAsync();
        var shown = page.Window("The key of phone");
        var key = await shown.Field("Key").InnerTextAsync();
        await page.ShouldBeAccessibleAsync();
        await shown.Button("Copy key").ClickAsync();
        await Expect(shown.Button("Copied")).ToBeVisibleAsync();
        (await page.CopiedAsync()).ShouldBe(key);
        await shown.Button("I have it").ClickAsync();

        await Expect(page.Item("phone")).ToContainTextAsync("••••" + key[^4..]);
        await Expect(page.Item("phone")).ToContainTextAsync("Never used");
        (await page.ContentAsync()).ShouldNotContain(key);
        await page.ReloadAsync();
        await Expect(page.Item("phone")).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain(key);
        (await World.ReadAsync($"{Keys}?all=true")).ToString().ShouldNotContain(key);
        (await ChatAsync(key)).ShouldBeServed();
        (await World.Gateway.ChatAsync("alpha/small")).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task Its_limits_and_models_hold_and_what_it_used_is_shown()
    {
        var page = await OpenAsync(World, "/client-keys");
        await page.Button("Create key").ClickAsync();
        var form = page.Window("Create a client key");
        await form.Field("Name").FillAsync("guest");
        await form.Field("Requests a day").FillAsync("3");
        await Names(form, "Models").FillAsync("alpha/small");
        await Names(form, "Models").PressAsync("Enter");
        await Names(form, "Models").PressSequentiallyAsync("beta/only,");
        await form.Button("Remove beta/only").ClickAsync();
        await form.Button("Create key").ClickAsync();
        var key = await page.Window("The key of guest").Field("Key").InnerTextAsync();
        await page.Button("I have it").ClickAsync();

        var terms = await TermsAsync("guest");
        terms.GetProperty("limits").GetProperty("rpd").GetInt64().ShouldBe(3);
        Texts(terms, "models").ShouldBe(["alpha/small"]);
        (await ChatAsync(key, "alpha/large")).ShouldBeError(403, "forbidden");
        (await ChatAsync(key)).ShouldBeServed();
        (await ChatAsync(key)).ShouldBeServed();
        (await ChatAsync(key)).ShouldBeError(429, "rate_limit_exceeded");

        // What a key's own terms refuse never becomes a request of the log.
        await Soon.ShouldBeAsync(async () => (await UsageAsync("guest"))?.GetProperty("served").GetInt64() == 2);
        await page.ReloadAsync();
        await Expect(page.Item("guest")).ToContainTextAsync("2 requests in the last 24 hours · ");
        await Expect(page.Item("guest")).ToContainTextAsync("$0.00");
        await Expect(page.Item("guest")).ToContainTextAsync("0 of 3 left");
        await Expect(page.Item("guest").GetByRole(AriaRole.Meter, new() { Name = "Requests / day" })).ToHaveAttributeAsync("aria-valuenow", "0");
        await Expect(page.Item("guest")).ToContainTextAsync("Last used");
    }

    [Fact]
    public async Task What_cannot_be_is_said_where_it_was_typed_and_makes_no_key()
    {
        var before = await KeysAsync();
        var page = await OpenAsync(World, "/client-keys");
        Provoke(page, "status of 409");
        await page.Button("Create key").ClickAsync();
        var form = page.Window("Create a client key");

        await form.Field("Requests a minute").FillAsync("0");
        await form.Field("USD a day").FillAsync("some");
        await form.Button("Create key").ClickAsync();
        foreach (var problem in new[] { "It needs a name.", "A whole number from 1 to 1,000,000.", "A number from 0, with at most nine decimals." })
            await Expect(form.GetByRole(AriaRole.Alert).Filter(new() { HasText = problem })).ToBeVisibleAsync();
        await Expect(form.Field("Requests a minute")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.ShouldBeAccessibleAsync();

        await form.Field("Requests a minute").FillAsync("");
        await form.Field("USD a day").FillAsync("");
        await form.Field("Name").FillAsync("laptop");
        await form.Button("Create key").ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Another client key has that name");
        await form.Button("Cancel").ClickAsync();

        await form.ShouldHaveClosedAsync();
        (await KeysAsync()).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task Everything_that_is_said_of_a_key_is_edited()
    {
        await World.Gateway.IssueAsync("""{"name":"tablet","limits":{"rpm":30},"models":["alpha/small"]}""");
        var page = await OpenAsync(World, "/client-keys");
        await page.Button("Edit tablet").ClickAsync();
        var form = page.Window("Edit tablet");

        await form.Field("Name").FillAsync("slate");
        await form.Field("Requests a minute").FillAsync("");
        foreach (var (field, value) in new[] { ("Tokens a minute", "4000"), ("Tokens a day", "50000"), ("Requests at once", "2"), ("USD a day", "0.25"), ("USD a month", "5"), ("Longest wait for quota, in seconds", "3") })
            await form.Field(field).FillAsync(value);
        await form.Button("Remove alpha/small").ClickAsync();
        foreach (var (field, name) in new[] { ("Only these providers", "alpha"), ("Never these providers", "beta"), ("Only these regions", "eu"), ("Never these regions", "us") })
        {
            await Names(form, field).FillAsync(name);
            await form.Button($"Add to {field}").ClickAsync();
        }

        await form.Field("Privacy").SelectOptionAsync("no_training");
        await form.Field("Priority").SelectOptionAsync("background");
        await form.Field("Stickiness").SelectOptionAsync("never");
        await form.Button("Save").ClickAsync();

        await form.ShouldHaveClosedAsync();
        var terms = await TermsAsync("slate");
        terms.GetProperty("limits").ToString().ShouldBe("""{"rpm":null,"rpd":null,"tpm":4000,"tpd":50000,"concurrency":2}""");
        (terms.GetProperty("daily_budget_usd").GetDecimal(), terms.GetProperty("monthly_budget_usd").GetDecimal()).ShouldBe((0.25m, 5m));
        Texts(terms, "models").ShouldBeEmpty();
        foreach (var (member, name) in new[] { ("providers", "alpha"), ("avoid_providers", "beta"), ("regions", "eu"), ("avoid_regions", "us") })
            Texts(terms, member).ShouldBe([name]);
        foreach (var (member, value) in new[] { ("privacy", "no_training"), ("priority", "background"), ("sticky", "False"), ("max_wait_seconds", "3") })
            terms.GetProperty(member).ToString().ShouldBe(value);
        foreach (var said in new[] { "50K tokens / day", "2 at once", "$0.25 / day", "$5.00 / month", "Only alpha", "Never beta", "Only in eu", "Never in us", "Background", "Waits up to 3 s" })
            await Expect(page.Item("slate")).ToContainTextAsync(said);
    }

    [Fact]
    public async Task A_rotated_key_ends_the_old_one_and_a_revoked_key_ends_for_good()
    {
        var (_, old) = await World.Gateway.IssueAsync("""{"name":"watch"}""");
        var page = await OpenAsync(World, "/client-keys");

        await page.Button("Rotate watch").ClickAsync();
        await page.Window("Another key for watch?").Button("Rotate key").ClickAsync();
        var key = await page.Window("The key of watch").Field("Key").InnerTextAsync();
        await page.Button("I have it").ClickAsync();
        (await ChatAsync(old)).ShouldBeError(401, "invalid_api_key");
        (await ChatAsync(key)).ShouldBeServed();

        await page.Button("Revoke watch").ClickAsync();
        await page.Window("Revoke watch?").Button("Cancel").ClickAsync();
        (await ChatAsync(key)).ShouldBeServed();
        await page.Button("Revoke watch").ClickAsync();
        await page.Window("Revoke watch?").Button("Revoke key").ClickAsync();
        await page.Window("Revoke watch?").ShouldHaveClosedAsync();
        await Expect(page.Item("watch")).ToHaveCountAsync(0);
        (await ChatAsync(key)).ShouldBeError(401, "invalid_api_key");

        await page.GetByRole(AriaRole.Switch, new() { Name = "Show revoked" }).ClickAsync();
        await Expect(page.Item("watch")).ToContainTextAsync("Revoked");
        await Expect(page.Item("watch").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_of_the_config_is_shown_and_left_alone()
    {
        var page = await OpenAsync(World, "/client-keys");

        await Expect(page.Item("laptop")).ToContainTextAsync("From the config");
        await Expect(page.Item("laptop")).ToContainTextAsync("7 requests / min");
        await Expect(page.Item("laptop").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        (await page.ContentAsync()).ShouldNotContain(KeyedConsole.ConfiguredKey);
    }

    [Fact]
    public async Task Who_revokes_the_last_key_is_told_who_is_served_then()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Beta));
        var (_, key) = await world.Gateway.IssueAsync("""{"name":"only"}""");
        var page = await OpenAsync(world, "/client-keys");

        await page.Button("Revoke only").ClickAsync();
        await Expect(page.Window("Revoke only?")).ToContainTextAsync("It is the last key");
        await page.Button("Revoke key").ClickAsync();

        await Expect(page.GetByText("There is no client key")).ToBeVisibleAsync();
        (await world.Gateway.ChatAsync("beta/only", ("x-api-key", key))).ShouldBeError(401, "invalid_api_key");
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
    }

    /// <summary>Where names are typed; the names that are there stand in a list of the same label.</summary>
    private static ILocator Names(ILocator form, string label) => form.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });

    private static string[] Texts(JsonElement terms, string member) => [.. terms.GetProperty(member).EnumerateArray().Select(one => one.GetString()!)];

    private Task<Reply> ChatAsync(string key, string model = "alpha/small") => World.Gateway.ChatAsync(model, ("Authorization", $"Bearer {key}"));

    private async Task<IReadOnlyList<JsonElement>> KeysAsync() => [.. (await World.ReadAsync(Keys)).GetProperty("client_keys").EnumerateArray()];

    private async Task<JsonElement> TermsAsync(string name) => (await KeysAsync()).Single(key => key.GetProperty("name").GetString() == name);

    private async Task<JsonElement?> UsageAsync(string client) =>
        (await World.ReadAsync("/admin/api/usage?range=24h&by=client")).GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("key").GetString() == client).Select(row => (JsonElement?)row).SingleOrDefault();
}
