using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests;

/// <summary>The owner at the settings.</summary>
[Trait("Category", "unfinished")]
public sealed class SettingsTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_value_is_found_changed_and_taken_back()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings");
        await page.GetByLabel("Find a value").FillAsync("max attempts");
        var row = page.GetByRole(AriaRole.Listitem, new() { Name = "server.max_attempts" });

        await row.GetByLabel("server.max_attempts", new() { Exact = true }).And(page.GetByRole(AriaRole.Textbox)).FillAsync("5");
        await row.GetByRole(AriaRole.Button, new() { Name = "Save server.max_attempts" }).ClickAsync();
        await Expect(row.GetByText("Changed here")).ToBeVisibleAsync();

        await row.GetByRole(AriaRole.Button, new() { Name = "Take the change back" }).ClickAsync();
        await Expect(row.GetByText("Default", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(row.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("8");
    }

    [Fact]
    public async Task A_value_that_does_not_do_is_refused_in_the_gateways_words()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings");
        Provoke(page, "status of 400");
        var row = page.GetByRole(AriaRole.Listitem, new() { Name = "server.max_attempts" });

        await row.GetByRole(AriaRole.Textbox).FillAsync("0");
        await page.Keyboard.PressAsync("Enter");

        await Expect(row.GetByRole(AriaRole.Alert)).ToContainTextAsync("must be a whole number from 1 to 1000");
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("8");
    }

    [Fact]
    public async Task Switches_choices_and_lists_are_changed_and_found_among_what_was_set()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings");

        await page.GetByRole(AriaRole.Switch, new() { Name = "routing.hedge" }).ClickAsync();
        await page.GetByLabel("privacy", new() { Exact = true }).And(page.GetByRole(AriaRole.Combobox)).SelectOptionAsync("no_training");
        var list = page.GetByRole(AriaRole.Listitem, new() { Name = "believed_free" });
        await list.GetByRole(AriaRole.Textbox).FillAsync("some-model\n<b>other</b>");
        await list.GetByRole(AriaRole.Button, new() { Name = "Save believed_free" }).ClickAsync();
        await Expect(list.GetByText("Changed here")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Only what somebody set" }).ClickAsync();

        foreach (var key in new[] { "routing.hedge", "privacy", "believed_free", "auth.admin_token" })
            await Expect(page.GetByRole(AriaRole.Listitem, new() { Name = key })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem, new() { Name = "server.port" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Listitem, new() { Name = "auth.admin_token" })).ToContainTextAsync("GRATIS_ADMIN_TOKEN");
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_link_is_made_and_the_audit_log_tells_of_it()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Access" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a sign-in link" }).ClickAsync();
        (await page.GetByLabel("Sign-in link").InputValueAsync()).ShouldContain("/sign-in#token=");
        await page.ShouldBeAccessibleAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Audit log" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "What was done" })).ToContainTextAsync("/admin/api/session/link");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Version & health" }).ClickAsync();
        await Expect(page.GetByText("Ready", new() { Exact = true })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_token_of_the_environment_is_not_replaced_here_and_signing_out_ends_the_session()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings/access");
        Provoke(page, "status of 409");

        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the token" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Replace the token" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("GRATIS_ADMIN_TOKEN");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out of this browser" }).ClickAsync();
        await Expect(page.GetByLabel("Admin token")).ToBeVisibleAsync();
    }
}
