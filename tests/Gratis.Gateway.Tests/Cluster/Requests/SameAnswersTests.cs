using System.Text.Json;
using Gratis.Storage;
using Gratis.Storage.Requests;
using Gratis.Stores;
using Gratis.Tests.Storage.Requests;
using Gratis.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Cluster.Requests;

/// <summary>Whoever asks cannot tell the file of one gateway from the database of several.</summary>
public sealed class SameAnswersTests(PostgresServer server) : IDisposable
{
    private const int Many = 1200;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(211);

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-log-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_replicas_that_share_the_requests_of_one_gateway_give_the_answers_of_its_file(int seed)
    {
        var random = new Random(seed);
        var stories = Enumerable.Range(1, Many).Select(number => Stories.Any(random, number, VirtualTime.Start + (Step * number)) with { Plan = Plan(random), Bodies = Bodies(random) }).ToList();
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (one, other) = (await shared.OpenAsync(), await shared.OpenAsync());
        var ended = new EndedRequests();
        await using var file = new SqliteRequestLog(new SqliteOptions(_folder), new RequestLogOptions(), shared.Time, NullLogger<SqliteRequestLog>.Instance);
        file.Follow(ended);

        foreach (var batch in stories.Chunk(50))
        {
            ended.Add(batch);
            file.Flush();
        }

        // Each as it comes, some of them late.
        foreach (var batch in stories.OrderBy(story => story.Number + random.Next(200)).Chunk(60))
        {
            await one.WriteAsync(batch[..20]);
            await Task.WhenAll(one.WriteAsync(batch[20..40]), other.WriteAsync(batch[40..]));
        }

        Told(await one.ListAsync()).ShouldBe(Told(stories.AsEnumerable().Reverse()));
        for (var question = 0; question < 60; question++)
        {
            var filter = Stories.AnyFilter(random, VirtualTime.Start, Step * Many);
            var asked = question % 2 == 0 ? one : other;
            Told(await asked.ListAsync(filter, random.Next(7, 400))).ShouldBe(Told(await ListAsync(file, filter)), filter.ToString());
        }

        foreach (var story in random.GetItems(stories.ToArray(), 80))
            Spell(await other.FindAsync(story.Id)).ShouldBe(Spell(await file.Find(story.Id, Cancel)));
        foreach (var column in Enum.GetValues<UsageColumn>())
        {
            await AskAsync(new UsageQuestion(column, IsByDay: true, 0, long.MaxValue));
            await AskAsync(new UsageQuestion(column, IsByDay: false, UsageKey.HourOf(VirtualTime.Start) + random.Next(20), UsageKey.HourOf(VirtualTime.Start) + 20 + random.Next(40)));
        }

        async Task AskAsync(UsageQuestion question) =>
            Spell(await one.Log.Usage(question, Cancel)).ShouldBe(Spell(await file.Usage(question, Cancel)), question.ToString());
    }

    private static async Task<List<RequestStory>> ListAsync(SqliteRequestLog log, RequestFilter filter)
    {
        var all = new List<RequestStory>();
        for (long? before = long.MaxValue; before is { } below;)
        {
            var page = await log.List(filter, below, 500, Cancel);
            all.AddRange(page.Requests);
            before = page.Next;
        }

        return all;
    }

    private static LoggedPlan? Plan(Random random) =>
        random.Next(4) == 0 ? null : new LoggedPlan([new LoggedCandidate("groq/llama", "groq#1", random.NextDouble(), ["free"])], [new LoggedRejection("x/y", null, "closed", "spent", VirtualTime.Start)]);

    private static LoggedBodies? Bodies(Random random) => random.Next(3) == 0 ? new LoggedBodies(new string('q', random.Next(9000)), random.Next(2) == 0 ? null : "an answer \0 of any kind") : null;

    private static IEnumerable<string> Told(IEnumerable<RequestStory> stories) => stories.Select(story => Spell(story with { Plan = null, Bodies = null }));

    /// <summary>All but the number, by which each orders in its own way.</summary>
    private static string Spell(RequestStory? story) => Stories.Spell(story is null ? null : story with { Number = 0 });

    private static string Spell(UsageReport report) => JsonSerializer.Serialize(report, WithFields);
}
