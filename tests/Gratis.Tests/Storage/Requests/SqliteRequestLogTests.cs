using Gratis.Storage.Requests;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage.Requests;

/// <summary>What was written is there again, whole and in its order.</summary>
public sealed class SqliteRequestLogTests : IDisposable
{
    private readonly LogWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Every_kind_of_request_comes_back_as_it_was_after_a_restart()
    {
        var stories = Many(500, TimeSpan.FromSeconds(7));
        await using (SqliteRequestLog log = _world.Open())
        {
            _world.Ended.Add(stories);
            log.Flush().ShouldBeFalse();
            _world.Ended.Waiting.ShouldBe(0);
        }

        await using SqliteRequestLog again = _world.Open();
        _world.Ended.CountedFrom.ShouldBe(500);
        RequestPage page = await again.List(RequestFilter.None, long.MaxValue, 1000, Cancellation);
        page.Next.ShouldBeNull();
        page.Requests.Select(Told).ShouldBe(stories.AsEnumerable().Reverse().Select(Told));
        foreach (RequestStory story in stories) Told(await again.Find(story.Id, Cancellation)).ShouldBe(Told(story));
        (await again.Find("req-0000abcd-1f5", Cancellation)).ShouldBeNull();
        (await again.Find("nonsense", Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_asked_every_page_holds_what_the_filter_means_without_gaps_or_doubles_while_requests_come_in(int seed)
    {
        var random = new Random(seed);
        await using SqliteRequestLog log = _world.Open();
        TimeSpan step = TimeSpan.FromSeconds(11);

        // More than one look through the newest goes over, so that rare kinds are found by their lists.
        List<RequestStory> stories = Many(7000, step, random);
        _world.Ended.Add(stories);
        while (log.Flush())
        {
        }

        for (int question = 0; question < 40; question++)
        {
            RequestFilter filter = Stories.AnyFilter(random, VirtualTime.Start, step * 7000);
            var expected = stories.Where(filter.Matches).Reverse().ToList();
            var found = new List<RequestStory>();
            int most = random.Next(100, 1000);
            for (long? before = long.MaxValue; before is not null && found.Count < 3000;)
            {
                RequestPage page = await log.List(filter, before.Value, most, Cancellation);
                page.Requests.Count.ShouldBeLessThanOrEqualTo(most);
                found.AddRange(page.Requests);
                page.Next.ShouldNotBe(before);
                before = page.Next;

                // What comes meanwhile is newer than all that is asked for.
                RequestStory newer = Stories.Any(random, stories.Count + 1, VirtualTime.Start + (step * stories.Count));
                stories.Add(newer);
                _world.Ended.Add(newer);
                log.Flush();
            }

            found.Select(story => story.Number).ShouldBe(expected.Take(found.Count).Select(story => story.Number), filter.ToString());
            if (found.Count < 3000) found.Count.ShouldBe(expected.Count, filter.ToString());
        }
    }

    [Fact]
    public async Task A_request_is_found_by_its_whole_id_too()
    {
        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Stories.Served(1), Stories.Served(2));
        log.Flush();
        (await log.List(new RequestFilter { Text = "req-0000abcd-2" }, long.MaxValue, 10, Cancellation)).Requests.Single().Number.ShouldBe(2);
        (await log.List(new RequestFilter { Text = "req-0000abcd-2", Client = "nobody" }, long.MaxValue, 10, Cancellation)).Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_plan_of_what_went_wrong_is_kept_and_of_what_went_well_a_burst_keeps_some()
    {
        var plan = new LoggedPlan([new LoggedCandidate("groq/llama", "groq#1", 71.5, ["free"])], [new LoggedRejection("x/y", "x#1", "closed", "spent", VirtualTime.Start)]);
        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Enumerable.Range(1, 200).Select(number => Stories.Served(number) with { Plan = plan, CandidateCount = 1, RejectedCount = 1 }));
        _world.Ended.Add(Stories.Served(201) with { Outcome = "broken", Plan = plan, CandidateCount = 1, RejectedCount = 1 });
        log.Flush();

        Stories.Spell((await log.Find("req-0000abcd-c9", Cancellation))! with { Number = 0 }).ShouldContain("spent");
        (await log.Find("req-0000abcd-1", Cancellation))!.Plan.ShouldNotBeNull();
        (await log.Find("req-0000abcd-c8", Cancellation))!.Plan.ShouldBeNull();
        _world.Ask("SELECT count(*) FROM plans").ShouldBe(65);
    }

    [Fact]
    public async Task A_number_that_is_taken_is_left_as_it_is_counted_as_lost_and_added_up_once()
    {
        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Stories.Served(1));
        log.Flush();
        _world.Ended.Add(Stories.Served(1) with { Client = "other" });
        log.Flush();

        _world.Ended.Dropped.ShouldBe(1);
        (await log.List(RequestFilter.None, 10, 10, Cancellation)).Requests.Single().Client.ShouldBeNull();
        (await log.Usage(new UsageQuestion(UsageColumn.Total, true, 0, long.MaxValue), Cancellation)).Total.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Bodies_are_kept_with_their_request()
    {
        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Stories.Served(1) with { Bodies = new LoggedBodies("""{"model":"auto"}""", null) });
        log.Flush();
        (await log.Find("req-0000abcd-1", Cancellation))!.Bodies.ShouldBe(new LoggedBodies("""{"model":"auto"}""", null));
        (await log.List(RequestFilter.None, 10, 10, Cancellation)).Requests.Single().Bodies.ShouldBeNull();
    }

    [Fact]
    public void Kinds_without_end_lose_their_model_and_no_more()
    {
        var book = new KindBook();
        for (int i = 0; i < KindBook.Most + 100; i++) book.Note(Stories.Served(i) with { Model = $"model-{i}" });
        book.Where(_ => true).Count.ShouldBe(KindBook.Most + 1);
        KindEntry beyond = book.Where(kind => kind.Kind.Model is null).ShouldHaveSingleItem();
        (beyond.Rows, beyond.Kind.Route, beyond.Kind.Model).ShouldBe((100, "groq/llama", null));
    }

    [Theory]
    [InlineData("req-0000abcd-1a", 0x1a)]
    [InlineData("req-0000abcd-0", 0)]
    [InlineData("req-0000abcd-01", -1)]
    [InlineData("req-0000abcd-1A", -1)]
    [InlineData("req-0000abcd-", -1)]
    [InlineData("req-ffffffffffffffff", -1)]
    [InlineData("mine", -1)]
    [InlineData("", -1)]
    public void An_id_is_whole_again_whatever_it_looks_like(string id, long serial)
    {
        RequestName.Of(id).Serial.ShouldBe(serial);
        RequestName.Of(id).ToString().ShouldBe(id);
    }

    private static string Told(RequestStory? story) => Stories.Spell(story is null ? null : story with { IsKnownModel = true });

    private static List<RequestStory> Many(int count, TimeSpan step, Random? random = null)
    {
        random ??= new Random(5);
        return [.. Enumerable.Range(1, count).Select(number => Stories.Any(random, number, VirtualTime.Start + (step * number) - TimeSpan.FromSeconds(random.Next(90))))];
    }
}
