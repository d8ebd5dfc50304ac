using Gratis.Catalog;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Models;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis models</c> knows what the gateway knows.</summary>
public sealed class ModelsCommandTests
{
    [Fact]
    public async Task The_list_is_the_catalogue_of_the_gateway_that_ran_here()
    {
        await using var world = await ListedWorld.StartAsync();
        var catalogue = world.Catalogue;
        await world.Gateway.StopAsync();

        var run = (await world.RunAsync("models", "--json")).ShouldBeDone();

        ShouldShow(run, catalogue);
        catalogue.Routes.Select(route => route.Id).ShouldContain(ListedWorld.FreeRoute);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Beside_a_running_gateway_it_shows_the_same_and_disturbs_nothing()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Owner.EditAsync(ListedWorld.PaidRoute, edit => edit with { Enabled = false }, CancellationToken.None);

        // What was found is written within a second; the owner's change was on disk when it returned.
        var run = await SoonAsync(() => world.RunAsync("models", "--json"), found => found.RouteIds.Count == 2);

        ShouldShow(run, world.Catalogue);
        run.Row(ListedWorld.PaidRoute).GetProperty("state").GetString().ShouldBe("disabled");
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
        await world.Owner.EditAsync(ListedWorld.PaidRoute, edit => edit with { Enabled = true }, CancellationToken.None);
        (await world.RunAsync("models", "--json")).Row(ListedWorld.PaidRoute).GetProperty("enabled").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task It_writes_nothing_and_asks_nobody()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();
        var (files, calls) = (world.Files(), world.Upstream.Calls.Count);

        foreach (var command in new[] { "models", "providers" })
            (await world.RunAsync(command)).ShouldBeDone();
        (await world.RunAsync("models", "--why", ListedWorld.FreeRoute)).ShouldBeDone();

        world.Files().ShouldBe(files, ignoreOrder: true);
        world.Upstream.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task A_refresh_asks_for_the_list_and_leaves_the_stored_one_as_it_was()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();
        var files = world.Files();
        world.ListMore();

        (await world.RunAsync("models", "--json")).RouteIds.ShouldNotContain("mine/acme/brand-new-8b");
        (await world.RunAsync("models", "--json", "--refresh")).ShouldBeDone().Row("mine/acme/brand-new-8b").GetProperty("free").GetBoolean().ShouldBeTrue();

        world.Files().ShouldBe(files, ignoreOrder: true);
    }

    [Fact]
    public async Task A_refresh_that_gets_no_answer_says_so_and_shows_what_is_stored()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();
        world.Upstream.Otherwise = Answers.Error(500, "down");

        var run = (await world.RunAsync("models", "--json", "--refresh")).ShouldBeDone();

        run.Error.ShouldContain("mine: ");
        run.RouteIds.ShouldContain(ListedWorld.FreeRoute);
    }

    [Fact]
    public async Task Only_what_is_proven_free_is_listed_with_the_switch()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();

        (await world.RunAsync("models", "--json", "--free")).ShouldBeDone().RouteIds.ShouldBe([ListedWorld.FreeRoute]);
    }

    [Fact]
    public async Task One_provider_is_picked_by_its_id_and_an_alias_will_do()
    {
        await using var world = await ListedWorld.StartAsync(more: "  google: { api_key: planted-key-of-google }");
        await world.Gateway.StopAsync();

        (await world.RunAsync("models", "--json", "--provider", "MINE")).RouteIds.ShouldBe([ListedWorld.FreeRoute, ListedWorld.PaidRoute], ignoreOrder: true);
        var google = (await world.RunAsync("models", "--json", "--provider", "google")).ShouldBeDone().RouteIds;
        google.ShouldNotBeEmpty();
        google.ShouldAllBe(id => id.StartsWith("gemini/"));
    }

    [Fact]
    public async Task An_unknown_provider_is_refused_with_the_nearest_one()
    {
        await using var world = await ListedWorld.StartAsync();

        var run = await world.RunAsync("models", "--provider", "openruoter");

        run.Exit.ShouldBe(ExitCodes.Unknown);
        run.Error.ShouldContain("Did you mean openrouter?");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_known_provider_without_a_key_has_no_models_and_is_told_what_it_lacks()
    {
        await using var world = await ListedWorld.StartAsync();

        var run = (await world.RunAsync("models", "--json", "--provider", "groq")).ShouldBeDone();

        run.RouteIds.ShouldBeEmpty();
        run.Error.ShouldContain("set GROQ_API_KEY");
    }

    [Fact]
    public async Task A_config_that_cannot_be_used_is_told_with_its_place()
    {
        await using var world = await ListedWorld.StartAsync();
        File.WriteAllText(Path.Combine(world.Gateway.Folder, "bad.yaml"), "providers:\n  mine: { base_ulr: x }");

        var run = await world.RunAsync("models", "--config", "bad.yaml");

        run.Exit.ShouldBe(ExitCodes.BadConfig);
        run.Error.ShouldContain("bad.yaml:2:");
        run.Out.ShouldBeEmpty();
    }

    /// <summary>Row for row, in this order.</summary>
    private static void ShouldShow(CommandRun run, CatalogSnapshot catalogue)
    {
        run.RouteIds.ShouldBe(catalogue.Routes.Select(route => route.Id));
        foreach (var route in catalogue.Routes)
        {
            var row = run.Row(route.Id);
            row.GetProperty("free").GetBoolean().ShouldBe(route.IsFree, route.Id);
            row.GetProperty("state").GetString().ShouldBe(route.State.Spell(), route.Id);
            row.GetProperty("evidence").GetProperty("from").GetString().ShouldBe(route.Dossier!.Free.Evidence.From, route.Id);
            row.GetProperty("quality").GetProperty("points").GetDouble().ShouldBe(route.Dossier!.Quality.Points, 0.1, route.Id);
        }
    }

    private static async Task<CommandRun> SoonAsync(Func<Task<CommandRun>> run, Func<CommandRun, bool> isReached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = (await run()).ShouldBeDone();
            if (isReached(found))
                return found;
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue(found.Out);
        }
    }
}
