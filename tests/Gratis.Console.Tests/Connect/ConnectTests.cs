using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Connect;

/// <summary>How programs are pointed at this gateway.</summary>
public sealed class ConnectTests(Chromium chromium, SmallConsole console) : ConsoleTest(chromium), IClassFixture<SmallConsole>
{
    private ConsoleWorld World => console.World;

    private string BaseUrl => World.Gateway.Address.GetLeftPart(UriPartial.Authority) + "/v1";

    [Fact]
    public async Task Every_program_is_told_address_key_and_model()
    {
        var page = await OpenAsync(World, "/connect");
        await Expect(page.Field("Base URL")).ToHaveValueAsync(BaseUrl);
        await page.Field("API key").FillAsync("gk-pasted-here");
        await page.Field("Model").FillAsync("alpha/small");

        foreach (var program in new[] { "Python", "Node", ".NET", "curl", "LangChain", "Continue", "Cline", "Aider", "Open WebUI", "n8n", "IChatClient" })
        {
            await page.Tab(program).ClickAsync();
            var setup = page.GetByRole(AriaRole.Tabpanel, new() { Name = program, Exact = true });
            await Expect(setup).ToContainTextAsync(BaseUrl);
            await Expect(setup).ToContainTextAsync("gk-pasted-here");
            // It asks the gateway for its models, and shows them itself.
            if (program != "Open WebUI")
                await Expect(setup).ToContainTextAsync("alpha/small");
        }

        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task What_is_shown_is_copied_as_it_stands()
    {
        var page = await OpenAsync(World, "/connect");
        await page.HoldClipboardAsync();

        await page.Region("Connection").Button("Copy").ClickAsync();
        await Expect(page.Region("Connection").Button("Copied")).ToBeVisibleAsync();
        (await page.CopiedAsync()).ShouldBe(BaseUrl);

        var code = page.GetByRole(AriaRole.Figure, new() { Name = "Python" });
        await code.Button("Copy").ClickAsync();
        await Expect(code.Button("Copied")).ToBeVisibleAsync();
        (await page.CopiedAsync()).ShouldBe(await code.Locator("pre").InnerTextAsync());

        await page.Tab("Cline").ClickAsync();
        var settings = page.GetByRole(AriaRole.Tabpanel, new() { Name = "Cline" });
        await settings.Button("Copy").Last.ClickAsync();
        await Expect(settings.Button("Copied")).ToBeVisibleAsync();
        (await page.CopiedAsync()).ShouldBe("auto");
    }

    [Fact]
    public async Task The_shell_line_is_served_by_the_gateway()
    {
        var page = await OpenAsync(World, "/connect");
        await page.Field("Model").FillAsync("alpha/large");
        await page.Tab("curl").ClickAsync();
        var shell = page.GetByRole(AriaRole.Figure, new() { Name = "Shell" }).Locator("pre");
        await Expect(shell).ToContainTextAsync("alpha/large");
        var line = await shell.InnerTextAsync();
        var words = line.Split('\'');

        words[0].ShouldStartWith("curl ");
        line.ShouldContain($"{BaseUrl}/chat/completions");
        var body = words.Single(word => word.StartsWith('{'));

        var reply = (await World.Gateway.PostAsync(Ask.Path, body, ("Authorization", "Bearer any"))).ShouldBeServed();
        reply["X-Gateway-Route"].ShouldBe("alpha/large");
    }

    [Fact]
    public async Task A_fresh_key_is_filled_in_and_stored_nowhere()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Beta));
        var page = await OpenAsync(world, "/connect");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create one" }).ClickAsync();
        await page.Button("Create key").ClickAsync();
        await page.Window("Create a client key").Field("Name").FillAsync("editor");
        await page.Window("Create a client key").Button("Create key").ClickAsync();
        var key = await page.Window("The key of editor").Field("Key").InnerTextAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a program with it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Figure, new() { Name = "Python" })).ToContainTextAsync(key);
        await Expect(page.Field("API key")).ToHaveAttributeAsync("type", "password");
        await page.Button("Show the key").ClickAsync();
        await Expect(page.Field("API key")).ToHaveAttributeAsync("type", "text");

        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Figure, new() { Name = "Python" })).ToContainTextAsync("YOUR_CLIENT_KEY");
        (await page.ContentAsync()).ShouldNotContain(key);
        (await page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })")).ShouldNotContain(key);
    }

    [Fact]
    public async Task It_is_tried_as_the_owner_or_with_a_key_and_the_log_has_who_asked()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var (_, key) = await world.Gateway.IssueAsync("""{"name":"editor"}""");
        var page = await OpenAsync(world, "/connect");
        Provoke(page, "status of 401");
        var trial = page.Region("Try it");
        await page.Field("Model").FillAsync("alpha/small");

        await trial.Field("Question").FillAsync("Who goes there?");
        await trial.Button("Send").ClickAsync();
        await Expect(trial.Fact("Route")).ToHaveTextAsync("alpha/small");
        await Expect(trial.Fact("Cost")).ToHaveTextAsync("$0");
        await Expect(trial.GetByRole(AriaRole.Status)).ToContainTextAsync("Who goes there?");
        var asOwner = await RequestAsync(world, await trial.Fact("Request").InnerTextAsync());
        (asOwner.GetProperty("client").GetString(), asOwner.GetProperty("route").GetString()).ShouldBe(("console", "alpha/small"));

        await page.Field("API key").FillAsync(key);
        await trial.Button("Send").ClickAsync();
        await Expect(trial.Fact("Request")).Not.ToHaveTextAsync(asOwner.GetProperty("id").GetString()!);
        (await RequestAsync(world, await trial.Fact("Request").InnerTextAsync())).GetProperty("client").GetString().ShouldBe("editor");

        await page.Field("API key").FillAsync("gk-wrong");
        await trial.Button("Send").ClickAsync();
        await Expect(trial.GetByRole(AriaRole.Alert)).ToContainTextAsync("not known here");
        await page.ShouldBeThereAsync();
    }

    private static async Task<JsonElement> RequestAsync(ConsoleWorld world, string id)
    {
        Reply? reply = null;
        await Soon.ShouldBeAsync(async () => (reply = await world.Gateway.OwnerAsync(HttpMethod.Get, $"/admin/api/requests/{id}")).Status == 200);
        return reply!.Json;
    }
}
