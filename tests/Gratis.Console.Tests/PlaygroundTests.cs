using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests;

/// <summary>A person who talks to the gateway on its own page.</summary>
public sealed class PlaygroundTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    private const string Weather = """[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]""";

    [Fact]
    public async Task An_answer_stands_below_its_question_with_how_it_came_about()
    {
        var page = await OpenAsync(demo.World, "/chat");

        await page.AskAsync("Hello there");

        var answer = page.GetByRole(AriaRole.Article, new() { Name = "Answer of auto" });
        await Expect(answer).ToContainTextAsync("Hello there");
        foreach (var fact in new[] { "Route", "First token", "Tokens", "Cost", "$0.00", "Request", "Trail:" })
            await Expect(answer).ToContainTextAsync(fact);
        await answer.GetByText("Trail:").ClickAsync();
        await Expect(answer.GetByText("Served", new() { Exact = true })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task What_is_asked_and_answered_stays_text()
    {
        var page = await OpenAsync(demo.World, "/chat");

        await page.AskAsync("<img src=x onerror=\"document.title='stolen'\"><script>document.title='stolen'</script>");

        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Answer of auto" })).ToContainTextAsync("onerror");
        await Expect(page).Not.ToHaveTitleAsync("stolen");
        await Expect(page.Locator("article img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_is_edited_sent_again_and_deleted()
    {
        var page = await OpenAsync(demo.World, "/chat");
        await page.AskAsync("First words");
        var question = page.GetByRole(AriaRole.Article, new() { Name = "You" });

        await question.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Your message").FillAsync("Second words");
        await question.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        var answer = page.GetByRole(AriaRole.Article, new() { Name = "Answer of auto" });
        await Expect(answer).ToContainTextAsync("Second words");
        await Expect(page.GetByText("First words")).ToHaveCountAsync(0);

        var request = await answer.Fact("Request").InnerTextAsync();
        await answer.GetByRole(AriaRole.Button, new() { Name = "Answer again" }).ClickAsync();
        await Expect(answer.Fact("Request")).Not.ToHaveTextAsync(request);
        await answer.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("The answer").FillAsync("Put right");
        await answer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(answer).ToContainTextAsync("Put right");

        await answer.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(answer).ToHaveCountAsync(0);
        await question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("Nothing was asked yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_models_answer_the_same_question_side_by_side()
    {
        var page = await OpenAsync(demo.World, "/chat");

        await page.GetByRole(AriaRole.Switch, new() { Name = "Compare two models" }).ClickAsync();
        await page.GetByLabel("Model 2").SelectOptionAsync("free");
        await page.AskAsync("Who are you?");

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Conversation 1" })).ToContainTextAsync("Who are you?");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Answer of free" })).ToContainTextAsync("Trail:");
        await page.ShouldFitTheWindowAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).ClickAsync();
        await Expect(page.GetByText("Nothing was asked yet")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_tool_call_is_shown_and_answered_by_hand()
    {
        var page = await OpenAsync(demo.World, "/chat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Parameters" }).ClickAsync();
        await page.GetByLabel("System prompt").FillAsync("Be brief.");
        await page.GetByLabel("Tools", new() { Exact = true }).FillAsync(Weather);
        await page.GetByLabel("Use of tools").SelectOptionAsync("required");
        await page.CloseParametersAsync();

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Weather in Rome?");
        await page.GetByLabel("Message", new() { Exact = true }).PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Call of get_weather" })).ToContainTextAsync("city");
        await page.GetByLabel("Result of get_weather").FillAsync("Sunny");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give back" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Result of get_weather" })).ToContainTextAsync("Sunny");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Answer of auto" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_parameter_that_is_wrong_says_so_and_sends_nothing()
    {
        var page = await OpenAsync(demo.World, "/chat");

        await page.GetByRole(AriaRole.Button, new() { Name = "Parameters" }).ClickAsync();
        await page.GetByLabel("Temperature").FillAsync("9");
        await Expect(page.GetByText("Not a number in this range.")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.CloseParametersAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Hello");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeDisabledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Parameters" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear all" }).ClickAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Stream the answer" }).ClickAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Search the web" }).ClickAsync();
        await page.CloseParametersAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Answer of auto" })).ToContainTextAsync("Trail:");
    }

    [Fact]
    public async Task An_image_goes_along_and_the_request_is_there_as_code()
    {
        var page = await OpenAsync(demo.World, "/chat");

        await page.GetByLabel("Image files").SetInputFilesAsync(new FilePayload { Name = "dot.png", MimeType = "image/png", Buffer = Pixel });
        await Expect(page.GetByAltText("Image 1")).ToBeVisibleAsync();
        await page.AskAsync("What is this?");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "You" }).GetByAltText("Image 1")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Code" }).ClickAsync();
        foreach (var (language, part) in new[] { ("C#", "HttpClient"), ("Python", "from openai import OpenAI"), ("TypeScript", "import OpenAI"), ("curl", "data:image/png;base64") })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = language }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync(part);
        }

        await page.ShouldBeAccessibleAsync();
    }

    private static byte[] Pixel => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}

/// <summary>A question, as a person puts it.</summary>
file static class Asking
{
    /// <summary>The focus goes back to where it was: what is typed before that goes elsewhere.</summary>
    public static async Task CloseParametersAsync(this IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Parameters" })).ToBeFocusedAsync();
    }

    /// <summary>Asks, and waits until every answer is whole.</summary>
    public static async Task AskAsync(this IPage page, string question)
    {
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(question);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Trail:" }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToHaveCountAsync(0);
    }
}
