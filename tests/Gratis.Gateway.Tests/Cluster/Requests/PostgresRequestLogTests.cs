using Gratis.Postgres.Requests;
using Gratis.Stores;
using Gratis.Tests.Storage.Requests;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Requests;

/// <summary>What replicas write to one database is there for all of them, once, in one order.</summary>
public sealed class PostgresRequestLogTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_replica_sees_the_requests_of_all_in_the_order_in_which_they_came()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (one, other) = (await shared.OpenAsync(), await shared.OpenAsync());
        await one.WriteAsync(Of("aaaaaaaa", 1, 0), Of("aaaaaaaa", 2, 2000));
        await other.WriteAsync(Of("bbbbbbbb", 1, 1000), Of("bbbbbbbb", 2, 3000));

        string[] expected = ["req-bbbbbbbb-2", "req-aaaaaaaa-2", "req-bbbbbbbb-1", "req-aaaaaaaa-1"];
        (await one.IdsAsync()).ShouldBe(expected);
        (await other.IdsAsync()).ShouldBe(expected);
        (await one.FindAsync("req-bbbbbbbb-1"))!.At.ShouldBe(VirtualTime.Start.AddSeconds(1));
        (await one.TotalAsync()).Requests.ShouldBe(4);
    }

    [Fact]
    public async Task Replicas_that_write_at_once_lose_nothing_and_add_up()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replicas = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shared.OpenAsync()));
        await Task.WhenAll(replicas.Select((replica, place) => Task.Run(async () =>
        {
            var random = new Random(place);
            for (var batch = 0; batch < 15; batch++)
                await replica.WriteAsync(Enumerable.Range(batch * 20, 20).Select(number => Any(random, place, number)));
        })));

        replicas.ShouldAllBe(replica => replica.Ended.Dropped == 0 && replica.Ended.Waiting == 0 && replica.Log.State.Problem == null);
        (await replicas[0].ListAsync(most: 77)).Select(story => story.Id).Distinct().Count().ShouldBe(4 * 15 * 20);
        (await replicas[1].TotalAsync()).Requests.ShouldBe(4 * 15 * 20);

        static RequestStory Any(Random random, int place, int number) =>
            Stories.Any(random, number, VirtualTime.Start.AddMinutes(number)) with { Id = $"req-0000000{place}-{number:x}" };
    }

    [Fact]
    public async Task A_batch_that_was_written_although_its_writer_heard_of_a_failure_is_not_written_twice()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        var stories = Enumerable.Range(1, 5).Select(number => Stories.Served(number) with { Bodies = new("q", "a"), Plan = new([], []) }).ToList();
        await replica.WriteAsync(stories);
        await replica.WriteAsync([.. stories, Stories.Served(6)]);

        (await replica.ListAsync()).Count.ShouldBe(6);
        (await replica.TotalAsync()).Requests.ShouldBe(6);
        replica.Ended.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task Text_that_the_server_cannot_hold_costs_no_request()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(
            Stories.Served(1) with { Model = "a\0b", IsKnownModel = false, Bodies = new("q\0\ud800", "\udc00a"), Plan = new([], [new("x/y", null, "closed", "\0\ud800", null)]) },
            Stories.Served(2) with { Model = "half \ud83d", IsKnownModel = false, Outcome = "odd\0", Client = "it's \\ $1 %_", Spill = "\0" },
            Stories.Served(3) with { Model = "whole \ud83d\ude00", IsKnownModel = false, Attempts = [new("no/\0", "\0", "\0", null, default), new("\ud800", "", "", 1, default)] },
            Stories.Served(4) with { Model = new string('x', 300_000), IsKnownModel = false });

        replica.Ended.Dropped.ShouldBe(0);
        (await replica.ListAsync()).Select(story => story.Model[..Math.Min(9, story.Model.Length)]).ShouldBe(["xxxxxxxxx", "whole \ud83d\ude00", "half \ufffd", "a\ufffdb"], ignoreOrder: true);
        (await replica.IdsAsync(new RequestFilter { Model = "A\0B" })).ShouldBe(["req-0000abcd-1"]);
        (await replica.IdsAsync(new RequestFilter { Client = "IT'S \\ $1 %_" })).ShouldBe(["req-0000abcd-2"]);
        (await replica.IdsAsync(new RequestFilter { Text = "%" })).ShouldBe(["req-0000abcd-2"]);
        (await replica.IdsAsync(new RequestFilter { Route = "no/\0" })).ShouldBe(["req-0000abcd-3"]);
        (await replica.FindAsync("req-0000abcd-1"))!.Bodies!.Request.ShouldBe("q\0\ufffd");
        (await replica.FindAsync("nobody's\0")).ShouldBeNull();
        (await replica.TotalAsync()).Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_request_that_the_server_refuses_is_lost_alone()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();

        // What cannot be packed is too long for any index.
        var random = new Random(1);
        var endless = string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)random.Next(0x21, 0x7e)));
        await replica.WriteAsync(Enumerable.Range(1, 9).Select(number => Stories.Served(number) with { Id = number == 4 ? endless : $"req-0000abcd-{number}" }));

        (await replica.ListAsync()).Count.ShouldBe(8);
        (replica.Ended.Dropped, replica.Log.State.Problem).ShouldBe((1, null));
        (await replica.TotalAsync()).Requests.ShouldBe(8);
    }

    [Fact]
    public async Task What_is_rare_is_found_over_pages_that_each_take_a_bounded_look()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(Enumerable.Range(1, RequestList.MostLooked + 3000).Select(number =>
            Stories.Served(number, VirtualTime.Start + TimeSpan.FromMilliseconds(number)) with { Client = number is 7 or 500 ? "rare" : "usual" }));

        var first = await replica.Log.List(new RequestFilter { Client = "rare" }, long.MaxValue, 10, Cancel);
        (first.Requests.Count, first.Next.HasValue).ShouldBe((0, true));
        (await replica.IdsAsync(new RequestFilter { Client = "RARE" })).ShouldBe(["req-0000abcd-1f4", "req-0000abcd-7"]);
    }

    [Fact]
    public async Task Days_in_which_nothing_is_meant_are_not_looked_at()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(Stories.Served(0) with { Client = "rare", Status = 418, Model = "Made up", IsKnownModel = false, Attempts = [new("a/b", "", "", 1, default), new("c/d", "", "", 1, default)] });
        await replica.WriteAsync(Enumerable.Range(1, RequestList.MostLooked + 100).Select(number => Stories.Served(number, VirtualTime.Start.AddDays(2) + TimeSpan.FromMilliseconds(number))));

        RequestFilter[] rare = [new() { Client = "RARE" }, new() { Status = "418" }, new() { Model = "made up" }, new() { Model = "a/b" }, new() { Route = "C/d" }, new() { Provider = "a" }, new() { Text = "ade U" }];
        foreach (var filter in rare)
        {
            var page = await replica.Log.List(filter, long.MaxValue, 10, Cancel);
            (page.Requests.Single().Id, page.Next).ShouldBe(("req-0000abcd-0", null), filter.ToString());
        }

        (await replica.Log.List(new RequestFilter { Client = "nobody" }, long.MaxValue, 10, Cancel)).Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_request_is_found_by_its_whole_id_too()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(Stories.Served(1), Stories.Served(2) with { Bodies = new("q", "a") });

        (await replica.ListAsync(new RequestFilter { Text = "req-0000abcd-2" })).ShouldHaveSingleItem().Bodies.ShouldBeNull();
        (await replica.ListAsync(new RequestFilter { Text = "req-0000abcd-2", Client = "nobody" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_plan_of_what_went_wrong_is_kept_and_of_what_went_well_a_burst_keeps_some()
    {
        var plan = new LoggedPlan([new LoggedCandidate("groq/llama", "groq#1", 71.5, ["free"])], []);
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync([.. Enumerable.Range(1, 200).Select(number => Stories.Served(number) with { Plan = plan }), Stories.Served(201) with { Outcome = "broken", Plan = plan }]);

        (await replica.FindAsync("req-0000abcd-c9"))!.Plan!.Candidates.Single().Score.ShouldBe(71.5);
        (await shared.AskAsync("SELECT count(*) FROM gratis.request_plans")).ShouldBe(65);
    }

    [Fact]
    public void Texts_that_are_the_same_to_a_filter_fold_to_the_same_words()
    {
        var letters = Enumerable.Range(1, 0xFFFF).Where(letter => letter is < 0xD800 or > 0xDFFF).Select(letter => ((char)letter).ToString());
        foreach (var same in letters.GroupBy(letter => letter, StringComparer.OrdinalIgnoreCase))
            same.Select(RequestWords.Fold).Distinct().Count().ShouldBe(1, string.Join(' ', same));
    }

    private static RequestStory Of(string process, int number, int milliseconds) =>
        Stories.Served(number, VirtualTime.Start + TimeSpan.FromMilliseconds(milliseconds)) with { Id = $"req-{process}-{number:x}" };
}
