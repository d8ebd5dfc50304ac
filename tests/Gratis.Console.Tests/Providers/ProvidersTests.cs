using System.Text.Json;
using System.Text.RegularExpressions;
using Gratis.Console.Tests.Browsing;
using static Gratis.Console.Tests.Providers.KeylessConsole;

namespace Gratis.Console.Tests.Providers;

/// <summary>From a provider nobody has a key of to one that serves, and back.</summary>
public sealed partial class ProvidersTests(Chromium chromium, KeylessConsole console) : ConsoleTest(chromium), IClassFixture<KeylessConsole>
{
    [Fact]
    public async Task The_list_is_searched_and_filtered_and_leads_to_where_keys_are_given_out()
    {
        var all = await ListAsync("/admin/api/providers?limit=1000");
        var page = await OpenAsync(console.World, "/providers");
        await ShouldFindAsync(page, all.Count, all.Count);

        await page.Field("Search providers").FillAsync("GROQ");
        await Expect(page).ToHaveURLAsync("/providers?q=GROQ");
        var groq = all.Single(one => one.GetProperty("id").GetString() == "groq");
        var signUp = page.Item("Groq").GetByRole(AriaRole.Link, new() { Name = "Get a key from Groq" });
        await Expect(signUp).ToHaveAttributeAsync("href", groq.GetProperty("sign_up").GetString()!);
        await Expect(signUp).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(page.Item("Groq")).ToContainTextAsync(groq.GetProperty("free_models").GetString()!);

        await page.Item("Groq").GetByRole(AriaRole.Link, new() { Name = "Groq", Exact = true }).ClickAsync();
        var facts = page.Region("What is known");
        await Expect(facts.Fact("Key in the environment")).ToContainTextAsync("GROQ_API_KEY");
        await Expect(facts.Fact("Trains on prompts")).ToContainTextAsync("No");
        await Expect(facts.Fact("How long")).ToHaveTextAsync("For good, as far as it is announced");
        await Expect(facts.Fact("Evidence")).ToContainTextAsync(groq.GetProperty("evidence").GetProperty("from").GetString()!);
        await page.GetByRole(AriaRole.Link, new() { Name = "All providers" }).ClickAsync();

        foreach (var (wish, isMet) in new (string, Func<JsonElement, bool>)[]
        {
            ("Lasting free tier", one => one.GetProperty("tier").GetString() == "standing"), ("No card", one => Is(one.GetProperty("needs").GetProperty("card"), false)),
            ("No phone", one => Is(one.GetProperty("needs").GetProperty("phone"), false)), ("No training", one => Is(one.GetProperty("data_policy").GetProperty("trains"), false)),
        })
        {
            await page.Button(wish).ClickAsync();
            await Expect(page.Button(wish)).ToHaveAttributeAsync("aria-pressed", "true");
            await ShouldFindAsync(page, all.Count(isMet), all.Count);
            await page.Button(wish).ClickAsync();
        }

        await page.Field("Region").SelectOptionAsync("eu");
        await ShouldFindAsync(page, all.Count(one => one.GetProperty("region").GetString() == "eu"), all.Count);
        await page.Field("Search providers").FillAsync("groq");
        await Expect(page.GetByText("No provider is like that")).ToBeVisibleAsync();
        await page.Button("Show all").ClickAsync();
        await page.Field("Yours or not").SelectOptionAsync("configured");
        await Expect(page.Item("Ollama (local)")).ToBeVisibleAsync();
        await Expect(page.Item("Groq")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_is_tried_out_at_once_brings_its_models_and_never_comes_back()
    {
        var page = await OpenAsync(console.World, "/providers");
        await page.Button("Add key for adding").ClickAsync();
        var form = page.Window("Add keys for adding");
        await form.Field("Keys").FillAsync(First);
        await form.Field("Label").FillAsync("work");
        await page.ShouldBeAccessibleAsync();
        await form.Button("Add and test").ClickAsync();

        await Expect(form.GetByText("The key is stored.")).ToBeVisibleAsync();
        var said = form.GetByRole(AriaRole.Status);
        await Expect(said.GetByRole(AriaRole.Img, new() { Name = "Worked" })).ToHaveCountAsync(2);
        await Expect(said).ToContainTextAsync(ListThatWorked());
        await Expect(said).ToContainTextAsync(ChatThatWorked());
        await Expect(form).ToContainTextAsync("2 models, 1 of them free.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await Expect(page.Item("adding")).ToContainTextAsync("1 key · 2 routes, 1 free");

        var account = (await AccountsAsync("adding")).ShouldHaveSingleItem();
        (account.GetProperty("label").GetString(), account.GetProperty("last4").GetString(), account.GetProperty("source").GetString()).ShouldBe(("work", First[^4..], "stored"));
        (await console.World.Gateway.ChatAsync("adding/m")).ShouldBeServed();
        (await page.ContentAsync()).ShouldNotContain(First);
        foreach (var path in new[] { "/admin/api/accounts", "/admin/api/providers?limit=1000", "/admin/api/config", "/admin/api/audit", "/admin/api/requests" })
            (await console.World.ReadAsync(path)).ToString().ShouldNotContain(First);

        await page.Item("adding").GetByRole(AriaRole.Link, new() { Name = "adding" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Models" }).GetByRole(AriaRole.Row)).ToContainTextAsync(["Price", "Free", "Paid"]);
        await Expect(page.Item("work ••••aaaa")).ToContainTextAsync("Stored here, encrypted");
        (await page.ContentAsync()).ShouldNotContain(First);
    }

    [Fact]
    public async Task Several_keys_come_under_one_label_and_a_refused_one_says_why()
    {
        var page = await OpenAsync(console.World, "/providers");
        await page.Button("Add key").First.ClickAsync();
        await page.Field("Provider").SelectOptionAsync("several");
        var form = page.Window("Add keys for several");
        await form.Field("Keys").FillAsync($"export SEVERAL_API_KEY=\"{First}\"\n{Wrong}");
        await form.Field("Label").FillAsync("team");
        await form.Button("Add 2 and test").ClickAsync();

        await Expect(form.GetByText("2 keys are stored.")).ToBeVisibleAsync();
        var refused = form.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "team ••••cccc" });
        await Expect(refused.GetByRole(AriaRole.Img, new() { Name = "Failed" })).ToHaveCountAsync(2);
        await Expect(refused).ToContainTextAsync("List of models · 401");
        await Expect(refused).ToContainTextAsync("key refused");
        await Expect(form.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "team ••••aaaa" }).GetByRole(AriaRole.Img, new() { Name = "Worked" })).ToHaveCountAsync(2);
        (await page.ContentAsync()).ShouldNotContain(Wrong);
        await form.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Your keys" }).ClickAsync();
        await Expect(page.Item("team ••••cccc")).ToContainTextAsync("Key refused");
        await Expect(page.Item("team ••••cccc")).ToContainTextAsync("several");
        (await AccountsAsync("several")).Select(one => one.GetProperty("health").GetProperty("state").GetString()).ShouldBe(["ok", "refused_key"], ignoreOrder: true);
        (await console.World.Gateway.ChatAsync("several/m")).ShouldBeServed();

        console.Upstream.Take(Wrong);
        await page.Button("Test team ••••cccc").ClickAsync();
        await Expect(page.Item("team ••••cccc").GetByRole(AriaRole.Img, new() { Name = "Worked" })).ToHaveCountAsync(2);
        console.Upstream.Revoke(Wrong);
    }

    [Fact]
    public async Task A_key_is_renamed_switched_off_and_on_exchanged_and_deleted()
    {
        (await console.World.Gateway.OwnerAsync(HttpMethod.Post, "/admin/api/accounts", $$"""{"provider":"keeping","key":"{{First}}","label":"old"}""")).Status.ShouldBe(201);
        var page = await OpenAsync(console.World, "/providers/keeping");

        await page.Button("Rename old ••••aaaa").ClickAsync();
        await page.Window("Rename").Field("Label").FillAsync("new");
        await page.Window("Rename").Button("Save").ClickAsync();
        await Expect(page.Item("new ••••aaaa")).ToBeVisibleAsync();
        (await AccountsAsync("keeping")).ShouldHaveSingleItem().GetProperty("label").GetString().ShouldBe("new");

        var serves = page.GetByRole(AriaRole.Switch, new() { Name = "new ••••aaaa serves" });
        await serves.ClickAsync();
        await Expect(page.Item("new ••••aaaa")).ToContainTextAsync("Switched off");
        (await AccountsAsync("keeping")).ShouldHaveSingleItem().GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await console.World.Gateway.ChatAsync("keeping/m")).Status.ShouldNotBe(200);
        await serves.ClickAsync();
        await Expect(page.Item("new ••••aaaa")).Not.ToContainTextAsync("Switched off");

        await page.Button("Give new ••••aaaa another key").ClickAsync();
        await page.Window("Another key for the same account").Field("New key").FillAsync(Second);
        await page.Window("Another key for the same account").Button("Exchange and test").ClickAsync();
        await Expect(page.Item("new ••••bbbb").GetByRole(AriaRole.Img, new() { Name = "Worked" })).ToHaveCountAsync(2);
        (await console.World.Gateway.ChatAsync("keeping/m")).ShouldBeServed();
        console.Upstream.ChatKeys[^1].ShouldBe(Second);

        await page.Button("Delete new ••••bbbb").ClickAsync();
        await page.Window("Delete this key?").Button("Delete key").ClickAsync();
        await page.Window("Delete this key?").ShouldHaveClosedAsync();
        await Expect(page.Item("new ••••bbbb")).ToHaveCountAsync(0);
        (await AccountsAsync("keeping")).ShouldBeEmpty();
        (await console.World.Gateway.ChatAsync("keeping/m")).Status.ShouldNotBe(200);
    }

    [Fact]
    public async Task An_own_provider_is_described_changed_and_removed()
    {
        const string name = "my-own.server";
        var page = await OpenAsync(console.World, "/providers");
        await page.Button("Add own provider").ClickAsync();
        var form = page.Window("Add own provider");
        await form.Button("Add provider").ClickAsync();
        await Expect(form.GetByText("It needs a name.")).ToBeVisibleAsync();
        await Expect(form.GetByText("This is no address that begins with http:// or https://.")).ToBeVisibleAsync();
        await form.Field("Name").FillAsync("adding");
        await form.Field("Base URL").FillAsync(console.Upstream.BaseUrl);
        await Expect(form.GetByText("There is a provider of that name already.")).ToBeVisibleAsync();
        await Expect(form.GetByText("This is a private address")).ToBeVisibleAsync();

        await form.Field("Name").FillAsync(name);
        await form.GetByRole(AriaRole.Switch, new() { Name = "On own hardware or a private network" }).ClickAsync();
        await form.Field("Keys").FillAsync(First);
        await form.Button("Add provider").ClickAsync();
        await Expect(form.GetByRole(AriaRole.Img, new() { Name = "Worked" })).ToHaveCountAsync(2);
        (await page.ContentAsync()).ShouldNotContain(First);
        await form.GetByRole(AriaRole.Link, new() { Name = "See all of them" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"/providers/{name}");
        (await ConfiguredAsync(name))!.Value.GetProperty("local").GetBoolean().ShouldBeTrue();
        (await console.World.Gateway.ChatAsync($"{name}/m")).ShouldBeServed();

        await page.Button("Edit").ClickAsync();
        var edit = page.Window($"Edit {name}");
        await Expect(edit.Field("Base URL")).ToHaveValueAsync(console.Upstream.BaseUrl);
        await edit.Button("Add model").ClickAsync();
        await edit.Field("Id of model 1").FillAsync("by-hand");
        await edit.Button("Add model").ClickAsync();
        await edit.Field("Id of model 2").FillAsync("ranker");
        await edit.Field("Kind of model 2").SelectOptionAsync("rerank");
        await edit.Button("Add model").ClickAsync();
        await edit.Field("Id of model 3").FillAsync("by-hand");
        await edit.Button("Save").ClickAsync();
        await Expect(edit.GetByText("A model is named twice.")).ToBeVisibleAsync();
        await edit.Button("Remove model 3").ClickAsync();
        await edit.Button("Save").ClickAsync();
        await Expect(page.GetByText($"{name} is saved")).ToBeVisibleAsync();
        (await ConfiguredAsync(name))!.Value.GetProperty("models").EnumerateArray().Select(model => $"{model.GetProperty("id")} {model.GetProperty("kind")}").ShouldBe(["by-hand chat", "ranker rerank"]);
        (await console.World.Gateway.ChatAsync($"{name}/by-hand")).ShouldBeServed();

        await page.Button("Remove").ClickAsync();
        await Expect(page.Window($"Remove {name}?")).ToContainTextAsync("its stored key is deleted");
        await page.Window($"Remove {name}?").Button("Remove").ClickAsync();
        await Expect(page).ToHaveURLAsync("/providers");
        await Expect(page.Item(name)).ToHaveCountAsync(0);
        (await ConfiguredAsync(name)).ShouldBeNull();
        (await AccountsAsync(name)).ShouldBeEmpty();
        (await console.World.Gateway.ChatAsync($"{name}/m")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Local_servers_are_looked_for_and_one_that_does_not_answer_is_left_as_it_was()
    {
        var page = await OpenAsync(console.World, "/providers");
        await page.Tab("Local servers").ClickAsync();

        await page.Button("Look for Ollama (local)").ClickAsync();
        await Expect(page.Item("Ollama (local)").GetByRole(AriaRole.Status)).ToHaveTextAsync("Found: 2 models. It serves now.");
        (await console.World.Gateway.ChatAsync("ollama/local-7b")).ShouldBeServed();

        // Whether such a server runs here is this machine's affair; what the page says of it has to be so.
        var name = (await ListAsync("/admin/api/providers?limit=1000")).Single(one => one.GetProperty("id").GetString() == "lmstudio").GetProperty("name").GetString()!;
        await page.Button($"Look for {name}").ClickAsync();
        var finding = page.Item(name).GetByRole(AriaRole.Status);
        await Expect(finding).ToContainTextAsync(FoundOrNot());
        var isFound = (await finding.InnerTextAsync()).StartsWith("Found", StringComparison.Ordinal);
        (await ConfiguredAsync("lmstudio") is not null).ShouldBe(isFound);

        await page.Button("One at another address").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Switch, new() { Name = "On own hardware or a private network" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task One_that_needs_no_key_is_used_and_left_alone_at_a_click()
    {
        var page = await OpenAsync(console.World, "/providers/llamacpp");

        await page.Button("Use without a key").ClickAsync();
        await Expect(page.Button("Stop using it")).ToBeEnabledAsync();
        (await ConfiguredAsync("llamacpp")).ShouldNotBeNull();

        await page.Button("Stop using it").ClickAsync();
        await Expect(page.Button("Use without a key")).ToBeEnabledAsync();
        (await ConfiguredAsync("llamacpp")).ShouldBeNull();
    }

    private static bool Is(JsonElement answer, bool value) => answer.ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);

    private static Task ShouldFindAsync(IPage page, int found, int all) => Expect(page.GetByText($"{found} of {all} providers")).ToBeVisibleAsync();

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string path) => [.. (await console.World.ReadAsync(path)).GetProperty("data").EnumerateArray()];

    private async Task<IReadOnlyList<JsonElement>> AccountsAsync(string provider) =>
        [.. (await ListAsync("/admin/api/accounts")).Where(one => one.GetProperty("provider").GetString() == provider)];

    /// <summary>What the config says of a provider; null where it says nothing.</summary>
    private async Task<JsonElement?> ConfiguredAsync(string provider) =>
        (await console.World.ReadAsync("/admin/api/config")).GetProperty("providers").TryGetProperty(provider, out var own) ? own : null;

    [GeneratedRegex(@"List of models · 200 · [\d,]+ ms · 2 models")]
    private static partial Regex ListThatWorked();

    [GeneratedRegex(@"One token · adding/m · 200 · [\d,]+ ms · served")]
    private static partial Regex ChatThatWorked();

    [GeneratedRegex("^(Found: |It does not answer at its usual address)")]
    private static partial Regex FoundOrNot();
}
