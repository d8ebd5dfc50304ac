using System.Text.RegularExpressions;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.SignIn;

/// <summary>The way in and out.</summary>
public sealed partial class SignInTests(Chromium chromium) : ConsoleTest(chromium)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task A_stranger_sees_the_door_and_nothing_behind_it()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await NewStrangerAsync(world);

        await page.GotoAsync("/");

        await Expect(page).ToHaveURLAsync("/sign-in");
        await Expect(Door(page)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Expect(page).ToHaveTitleAsync("Sign in · Gratis");
    }

    [Fact]
    public async Task A_wrong_token_is_told_and_the_right_one_leads_to_where_one_wanted_to_go()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await NewStrangerAsync(world);
        await page.GotoAsync("/status");
        await Expect(page).ToHaveURLAsync("/sign-in?back=%2Fstatus");

        await page.SignInAsync("wrong");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That token is not valid, or the link was used already.");
        await Expect(page.GetByLabel("Admin token")).ToHaveAttributeAsync("aria-invalid", "true");

        await page.SignInAsync(Owner.Token);
        await Expect(page).ToHaveURLAsync("/status");
        await page.ShouldBeThereAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_guesses_is_told_how_long_to_wait()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await NewStrangerAsync(world);
        Provoke(page, "status of 429");
        await page.GotoAsync("/sign-in");
        for (var guess = 0; guess < 12; guess++)
        {
            world.Gateway.Time.Skip(LongestWait);
            (await world.Gateway.PostAsync("/admin/api/session", $$"""{"token":"guess {{guess}}"}""")).ShouldBeError(401, "invalid_api_key");
        }

        await page.SignInAsync(Owner.Token);

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new Regex("^Too many attempts\\. Try again in \\d+ seconds?\\.$"));
        world.Gateway.Time.Skip(LongestWait);
        await page.SignInAsync(Owner.Token);
        await Expect(page).ToHaveURLAsync("/");
    }

    [Fact]
    public async Task The_link_of_the_first_start_signs_in_once_and_its_token_does_not_stay_in_the_address()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var link = Link().Match(world.Gateway.Terminal).Value;
        link.ShouldNotBeEmpty();

        var first = await NewStrangerAsync(world);
        await first.GotoAsync(link);
        await Expect(first).ToHaveURLAsync("/");
        await first.ShouldBeThereAsync();
        await first.GoBackAsync();
        first.Url.ShouldBe("about:blank", "no address with the token stands in the history");

        var second = await NewStrangerAsync(world);
        await second.GotoAsync(link);
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("the link was used already");
        await Expect(second).ToHaveURLAsync("/sign-in");
        await Expect(Door(second)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_in_the_browser()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await OpenAsync(world);
        await page.GotoAsync("/status");
        (await page.Context.CookiesAsync()).ShouldHaveSingleItem().HttpOnly.ShouldBeTrue();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        // The door is shown before the gateway has ended the session.
        await Expect(Door(page)).ToBeVisibleAsync();
        await Soon.ShouldBeAsync(async () => (await page.Context.CookiesAsync()).Count == 0);
        (await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length")).ShouldBe(0);
        (await page.EvaluateAsync<string[]>("() => caches.keys()")).ShouldBeEmpty();
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync("/sign-in");
        await Expect(Door(page)).ToBeVisibleAsync();
        await Expect(page.GetByText("Money spent")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_session_that_ended_leads_to_the_door_and_back_to_where_one_was()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await NewPageAsync(world);
        Provoke(page, "status of 401");
        await page.Clock.InstallAsync();
        await page.GotoAsync("/status");
        await page.ShouldBeThereAsync();

        var cookie = (await page.Context.CookiesAsync()).ShouldHaveSingleItem();
        (await world.Gateway.SendAsync(HttpMethod.Delete, "/admin/api/session", null, ("Cookie", $"{cookie.Name}={cookie.Value}"), ("X-Gratis-Console", "1"))).Status.ShouldBe(204);
        await page.Clock.FastForwardAsync(11_000);

        await Expect(page).ToHaveURLAsync("/sign-in?back=%2Fstatus");
        await page.SignInAsync(Owner.Token);
        await Expect(page).ToHaveURLAsync("/status");
        await page.ShouldBeThereAsync();
    }

    public static TheoryData<string> Views() => [.. View.Names];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_door_keeps_nobody_out(string view)
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await NewStrangerAsync(world, View.Named(view));
        await page.GotoAsync("/sign-in");
        await page.ShouldBeThereAsync();

        await page.ShouldFitTheWindowAsync();
        await page.ShouldBeAccessibleAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ShouldHaveAccessibleColoursAsync();
    }

    private static ILocator Door(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to the console of this gateway." });

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/sign-in#token=\S+")]
    private static partial Regex Link();
}
