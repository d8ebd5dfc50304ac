using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Log;

/// <summary>What became of each request is found, followed, and taken away as a file.</summary>
public sealed class LogTests(Chromium chromium, LoggedConsole console) : ConsoleTest(chromium), IClassFixture<LoggedConsole>
{
    private const string Requests = "/admin/api/requests";

    [Fact]
    public async Task The_next_page_begins_where_the_last_one_ended()
    {
        var all = (await console.World.ReadAsync($"{Requests}?limit=1000")).GetProperty("requests").EnumerateArray().Select(IdOf).ToList();
        var page = await NewPageAsync(console.World);
        var asked = new List<string>();
        page.Request += (_, request) => asked.AddRange(request.Url.Contains($"{Requests}?", StringComparison.Ordinal) ? [request.Url] : []);
        await page.GotoAsync("/log");

        await Expect(page.GetByText($"{LoggedConsole.Page} requests so far")).ToBeVisibleAsync();
        await Expect(RowOf(page, all[0])).ToBeVisibleAsync();
        await EndOfTableAsync(page);
        await Expect(page.GetByText($"{all.Count} requests. The log goes no further back")).ToBeVisibleAsync();
        await EndOfTableAsync(page);
        await Expect(RowOf(page, all[^1])).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Log" })).ToHaveAttributeAsync("aria-rowcount", $"{all.Count + 1}");
        asked.Count.ShouldBe(2);
        asked[0].ShouldNotContain("before=");
        asked[1].ShouldContain("before=");
    }

    [Fact]
    public async Task Each_filter_finds_what_the_API_finds_and_stands_in_the_address()
    {
        var page = await OpenAsync(console.World, "/log");
        await ShowMoreFiltersAsync(page);

        foreach (var (label, value, name) in new[]
        {
            ("Search names and ids", "vectors", "q"), ("Model or route", "team", "model"), ("Route called", "alpha/small", "route"), ("Provider called", "beta", "provider"),
            ("Client", "phone", "client"), ("Outcome or HTTP status", "model_not_found", "status"), ("Outcome or HTTP status", "404", "status"),
        })
        {
            await page.Field(label).FillAsync(value);
            await page.Button("Search").ClickAsync();
            await ShouldFindAsync(page, await console.CountAsync($"&{name}={Uri.EscapeDataString(value)}"));
            await Expect(page).ToHaveURLAsync($"/log?{name}={Uri.EscapeDataString(value)}");
            await page.Button("Clear filter").ClickAsync();
            await Expect(page).ToHaveURLAsync("/log");
            await ShowMoreFiltersAsync(page);
        }

        await page.Field("Operation").SelectOptionAsync("embeddings");
        await page.Button("Search").ClickAsync();
        await ShouldFindAsync(page, 1);
        await page.Field("Client").FillAsync("laptop");
        await page.Button("Search").ClickAsync();
        await Expect(page.GetByText("No request matches")).ToBeVisibleAsync();
        await page.Button("Clear filter").ClickAsync();
        await Expect(page).ToHaveURLAsync("/log");

        await ShowMoreFiltersAsync(page);
        await page.Field("To").FillAsync("2001-01-01T00:00");
        await page.Button("Search").ClickAsync();
        await Expect(page.GetByText("No request matches")).ToBeVisibleAsync();
        await page.Field("To").FillAsync("");
        await page.Field("From").FillAsync("2001-01-01T00:00");
        await page.Field("Client").FillAsync("phone");
        await page.Button("Search").ClickAsync();
        await ShouldFindAsync(page, 3);
        await page.ReloadAsync();
        await ShouldFindAsync(page, 3);
        await Expect(page.Field("From")).ToHaveValueAsync("2001-01-01T00:00");
    }

    [Fact]
    public async Task A_request_tells_its_way_and_what_else_could_have_served_it()
    {
        var story = await console.World.ReadAsync($"{Requests}/{console.Saved}");
        var page = await OpenAsync(console.World, "/log?client=phone");

        await RowOf(page, console.Saved).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page).ToHaveURLAsync($"/log/{console.Saved}?client=phone");
        var panel = page.Window($"Request {console.Saved}");
        foreach (var (fact, value) in new[] { ("Asked for", "team"), ("Answered by", "beta/only · beta#1"), ("Client", "phone"), ("Cost", "$0.00"), ("Operation", "Chat") })
            await Expect(panel.Fact(fact)).ToHaveTextAsync(value);
        await Expect(panel.Fact("Outcome")).ToHaveTextAsync("ServedHTTP 200");
        await Expect(panel.Fact("Tokens")).ToHaveTextAsync($"{story.GetProperty("input_tokens")} → {story.GetProperty("output_tokens")}");

        var attempts = story.GetProperty("attempts").EnumerateArray().Select(one => one.GetProperty("route").GetString()!).ToList();
        (attempts[0], attempts[^1]).ShouldBe(("alpha/small", "beta/only"));
        var trail = panel.Region($"{attempts.Count} attempts").GetByRole(AriaRole.Listitem);
        await Expect(trail).ToContainTextAsync(attempts);
        await Expect(trail.First).ToContainTextAsync("broken · 503");
        await Expect(trail.Last).ToContainTextAsync("served");

        var candidates = story.GetProperty("candidates").EnumerateArray().ToList();
        var listed = panel.Region($"{candidates.Count} candidates").GetByRole(AriaRole.Listitem);
        await Expect(listed).ToContainTextAsync(candidates.Select(one => one.GetProperty("route").GetString()!));
        foreach (var reason in candidates[0].GetProperty("reasons").EnumerateArray())
            await Expect(listed.First).ToContainTextAsync(reason.GetString()!);
        await page.ShouldBeAccessibleAsync();

        await panel.Button("Close").ClickAsync();
        await Expect(page).ToHaveURLAsync("/log?client=phone");
        await ShouldFindAsync(page, 3);
    }

    [Fact]
    public async Task What_is_found_is_taken_away_as_CSV_and_as_JSON()
    {
        var found = (await console.World.ReadAsync($"{Requests}?client=phone")).GetProperty("requests").EnumerateArray().ToList();
        var page = await OpenAsync(console.World, "/log?client=phone");

        var csv = (await DownloadAsync(page, "Export CSV", ".csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        csv[0].ShouldStartWith("id,");
        csv.Skip(1).Select(line => line.Split(',')[0]).ShouldBe(found.Select(IdOf));

        using var json = JsonDocument.Parse(await DownloadAsync(page, "Export JSON", ".json"));
        json.RootElement.GetProperty("requests").EnumerateArray().Select(one => one.ToString()).ShouldBe(found.Select(one => one.ToString()));
    }

    [Fact]
    public async Task What_was_said_is_kept_only_while_the_owner_wants_it_and_without_secrets()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Beta));
        var before = (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed()["X-Gateway-Request-Id"];
        (await world.Gateway.OwnerAsync(HttpMethod.Patch, "/admin/api/config", """{"log":{"bodies":true}}""")).ShouldBeServed();
        const string secret = "sk-proj-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6";
        var asked = $$"""{"model":"beta/only","messages":[{"role":"user","content":"Mail ada@example.com the key {{secret}} of the blue door"}]}""";
        var after = (await world.Gateway.PostAsync(Ask.Path, asked)).ShouldBeServed()["X-Gateway-Request-Id"];

        var page = await NewPageAsync(world);
        await page.GotoAsync($"/log/{before}");
        await Expect(page.Window($"Request {before}")).ToContainTextAsync("Not kept. It is from now on where log.bodies is on.");

        await page.GotoAsync($"/log/{after}");
        var panel = page.Window($"Request {after}");
        await Expect(panel.Region("Request body")).ToContainTextAsync("of the blue door");
        await Expect(panel.Region("Answer body")).ToContainTextAsync("chat.completion");
        foreach (var body in new[] { "Request body", "Answer body" })
        {
            await Expect(panel.Region(body)).Not.ToContainTextAsync(secret);
            await Expect(panel.Region(body)).Not.ToContainTextAsync("ada@example.com");
        }

        await page.HoldClipboardAsync();
        await panel.Region("Request body").Button("Copy").ClickAsync();
        await Expect(panel.Region("Request body").Button("Copied")).ToBeVisibleAsync();
        (await page.CopiedAsync())!.ShouldContain("of the blue door");
    }

    private static string IdOf(JsonElement request) => request.GetProperty("id").GetString()!;

    private static ILocator RowOf(IPage page, string id) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(id, new() { Exact = true }) });

    private static Task ShouldFindAsync(IPage page, int count) =>
        Expect(page.GetByText($"{count} request{(count == 1 ? "" : "s")}. The log goes no further back")).ToBeVisibleAsync();

    /// <summary>They are folded up while none of them counts.</summary>
    private static async Task ShowMoreFiltersAsync(IPage page)
    {
        await Expect(page.Field("Client")).ToBeHiddenAsync();
        await page.GetByText("More filters").ClickAsync();
        await Expect(page.Field("Client")).ToBeVisibleAsync();
    }

    private static async Task EndOfTableAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = "Log", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("End");
    }

    private static async Task<string> DownloadAsync(IPage page, string link, string ending)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        download.SuggestedFilename.ShouldEndWith(ending);
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }
}
