using System.Text.Json;
using Gratis.Console.Tests.Browsing;

namespace Gratis.Console.Tests.Usage;

/// <summary>What requests added up to, as the API adds it up.</summary>
public sealed class UsageTests(Chromium chromium, UsedConsole console) : ConsoleTest(chromium), IClassFixture<UsedConsole>
{
    [Fact]
    public async Task Each_range_shows_the_totals_of_the_API()
    {
        var page = await OpenAsync(console.World, "/usage");

        foreach (var (choice, range, requests) in new[] { ("24 h", "24h", 4), ("7 days", "7d", 7), ("30 days", "30d", 7), ("90 days", "90d", 7) })
        {
            await page.GetByRole(AriaRole.Group, new() { Name = "Range" }).GetByText(choice, new() { Exact = true }).ClickAsync();
            var totals = (await console.UsageAsync(range)).GetProperty("totals");
            totals.GetProperty("requests").GetInt32().ShouldBe(requests);
            await Expect(page.Fact("Requests")).ToHaveTextAsync($"{requests}");
            await Expect(page.Fact("Requests", 2)).ToHaveTextAsync("1 failed");
            await Expect(page.Fact("Success")).ToHaveTextAsync(Figures.Percent(totals.GetProperty("success")));
            await Expect(page.Fact("Tokens")).ToHaveTextAsync(Figures.Number(TokensOf(totals)));
            await Expect(page.Fact("Tokens", 2)).ToHaveTextAsync($"{totals.GetProperty("output_tokens")} of them output");
            await Expect(page.Fact("p50 time")).ToHaveTextAsync(Figures.Duration(totals.GetProperty("p50_ms")));
            await Expect(page.Fact("p50 time", 2)).ToHaveTextAsync($"p95 {Figures.Duration(totals.GetProperty("p95_ms"))}");
            await Expect(page.Fact("Cost")).ToHaveTextAsync(Figures.Dollars(totals.GetProperty("cost_usd")));
        }

        await Expect(page).ToHaveURLAsync("/usage?range=90d&by=model");
        await page.ShouldBeAccessibleAsync();
    }

    [Theory]
    [InlineData("model", "Model")]
    [InlineData("route", "Route")]
    [InlineData("provider", "Provider")]
    [InlineData("client", "Client")]
    [InlineData("outcome", "Outcome")]
    [InlineData("day", "Day")]
    public async Task Rows_are_those_of_the_API_and_add_up(string by, string head)
    {
        var page = await OpenAsync(console.World, "/usage?range=7d");
        await page.Field("Rows by").SelectOptionAsync(by);
        var table = page.GetByRole(AriaRole.Table, new() { Name = "In rows" });
        await Expect(table.GetByRole(AriaRole.Columnheader).First).ToHaveTextAsync(head);

        var usage = await console.UsageAsync("7d", by);
        var rows = usage.GetProperty("rows").EnumerateArray().ToList();
        rows.Count.ShouldBeGreaterThan(1);
        await Expect(table).ToHaveAttributeAsync("aria-rowcount", $"{rows.Count + 1}");
        var shown = table.Locator("tbody").GetByRole(AriaRole.Row);
        for (var i = 0; i < rows.Count; i++)
            await Expect(shown.Nth(i).GetByRole(AriaRole.Cell)).ToHaveTextAsync(CellsOf(rows[i].GetProperty("key").GetString() ?? (by == "client" ? "without a client key" : "none or unknown"), rows[i]));
        await Expect(table.Locator("tfoot").GetByRole(AriaRole.Cell)).ToHaveTextAsync(CellsOf("Total", usage.GetProperty("totals")));
    }

    [Fact]
    public async Task A_row_leads_to_its_requests_in_the_log()
    {
        var page = await OpenAsync(console.World, "/usage?range=7d&by=client");
        var phone = (await console.UsageAsync("7d", "client")).GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == "phone");

        await page.GetByRole(AriaRole.Link, new() { Name = "phone", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync("/log?client=phone");
        await Expect(page.GetByText($"{phone.GetProperty("requests")} requests. The log goes no further back")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Charts_tell_what_the_series_tell()
    {
        var page = await OpenAsync(console.World, "/usage?range=7d");
        var series = (await console.UsageAsync("7d")).GetProperty("series").EnumerateArray().ToList();

        foreach (var (chart, column, member) in new[] { ("Requests over time", 1, "served"), ("Requests over time", 2, "failed"), ("Tokens over time", 1, "input_tokens"), ("Tokens over time", 2, "output_tokens") })
        {
            var cells = page.GetByRole(AriaRole.Table, new() { Name = chart }).Locator($"tbody td:nth-of-type({column})");
            // Of more than a hundred points not each is told; the newest always is.
            await Expect(cells.Last).ToHaveTextAsync(Figures.Number(series[^1].GetProperty(member).GetInt64()));
        }

        foreach (var chart in new[] { "Requests over time", "Success over time", "Tokens over time", "Time of served requests", "Time to the first token", "Cost over time" })
            await Expect(page.GetByRole(AriaRole.Img, new() { Name = chart })).ToBeVisibleAsync();
    }

    private static string[] CellsOf(string name, JsonElement figures) =>
    [
        name, $"{figures.GetProperty("requests")}", $"{figures.GetProperty("failed")}", Figures.Percent(figures.GetProperty("success")), Figures.Number(TokensOf(figures)),
        .. ((string[])["p50_ms", "p95_ms", "p95_first_token_ms"]).Select(time => Figures.Duration(figures.GetProperty(time))), Figures.Dollars(figures.GetProperty("cost_usd")),
    ];

    private static long TokensOf(JsonElement figures) => figures.GetProperty("input_tokens").GetInt64() + figures.GetProperty("output_tokens").GetInt64();
}
