using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests;

/// <summary>The owner at the settings.</summary>
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
        await Expect(page.Item("routing.hedge").GetByText("Changed here")).ToBeVisibleAsync();
        await page.GetByLabel("privacy", new() { Exact = true }).And(page.GetByRole(AriaRole.Combobox)).SelectOptionAsync("no_training");
        await Expect(page.Item("privacy").GetByText("Changed here")).ToBeVisibleAsync();
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

    [Fact]
    public async Task A_backup_is_taken_waits_for_the_next_start_and_can_be_forgotten()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings/backup");
        var backup = page.GetByRole(AriaRole.Region, new() { Name = "Backup", Exact = true });
        await backup.GetByRole(AriaRole.Switch, new() { Name = "With the providers’ keys, sealed" }).ClickAsync();
        await backup.GetByLabel("Passphrase").FillAsync("long enough for anybody");
        var download = await page.RunAndWaitForDownloadAsync(() => backup.GetByRole(AriaRole.Button, new() { Name = "Download backup" }).ClickAsync());
        download.SuggestedFilename.ShouldMatch("^gratis-[0-9]{8}-[0-9]{6}\\.zip$");

        var restore = page.GetByRole(AriaRole.Region, new() { Name = "Restore" });
        await restore.GetByLabel("Backup file").SetInputFilesAsync(await download.PathAsync());
        await restore.GetByRole(AriaRole.Button, new() { Name = "Check and keep for the next start" }).ClickAsync();
        await Expect(restore.GetByRole(AriaRole.Status)).ToContainTextAsync("A backup waits");
        await page.ReloadAsync();
        await Expect(restore.GetByText("Restart the gateway")).ToBeVisibleAsync();

        await restore.GetByRole(AriaRole.Button, new() { Name = "Forget it" }).ClickAsync();
        await Expect(restore.GetByLabel("Backup file")).ToBeVisibleAsync();
        Provoke(page, "status of 400");
        await restore.GetByLabel("Backup file").SetInputFilesAsync(new FilePayload { Name = "no.zip", MimeType = "application/zip", Buffer = "no zip"u8.ToArray() });
        await restore.GetByRole(AriaRole.Button, new() { Name = "Check and keep for the next start" }).ClickAsync();
        await Expect(restore.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was changed");
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_config_of_another_system_is_shown_in_our_words_with_what_it_needs()
    {
        var page = await OpenAsync(await OwnAsync(ConsoleWorld.DemoAsync()), "/settings/backup");
        var import = page.GetByRole(AriaRole.Region, new() { Name = "Import", Exact = true });
        await import.GetByLabel("From").SelectOptionAsync("LiteLLM (config.yaml)");
        await import.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = "config.yaml",
            MimeType = "text/yaml",
            Buffer = """
                model_list:
                  - model_name: team
                    litellm_params: { model: groq/llama-3.3-70b-versatile, api_key: os.environ/GROQ_API_KEY }
                litellm_settings: { some_unknown_thing: 1 }
                """u8.ToArray(),
        });
        await import.GetByRole(AriaRole.Button, new() { Name = "Translate" }).ClickAsync();

        var result = page.GetByRole(AriaRole.Region, new() { Name = "Result of the import" });
        await Expect(result).ToContainTextAsync("groq/llama-3.3-70b-versatile");
        await Expect(result.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "some_unknown_thing" })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => result.GetByRole(AriaRole.Button, new() { Name = "Download gratis.yaml" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("team:");

        Provoke(page, "status of 409");
        await result.GetByRole(AriaRole.Button, new() { Name = "Save as the config" }).ClickAsync();
        await Expect(result.GetByRole(AriaRole.Alert)).ToContainTextAsync("gratis.yaml is there already");
        await page.ShouldBeAccessibleAsync();
    }
}
