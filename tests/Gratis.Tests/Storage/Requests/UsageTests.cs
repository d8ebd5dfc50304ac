using Gratis.Storage.Requests;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage.Requests;

/// <summary>What requests add up to.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly LogWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_sum_is_what_counting_by_hand_gives_in_whatever_batches_it_was_written(bool isByDay)
    {
        var random = new Random(3);
        var stories = Enumerable.Range(1, 3000).Select(number => Stories.Any(random, number, VirtualTime.Start.AddMinutes(number))).ToList();
        await using SqliteRequestLog log = _world.Open();
        foreach (RequestStory[] batch in stories.Chunk(random.Next(50, 700)))
        {
            _world.Ended.Add(batch);
            log.Flush();
        }

        long Step(RequestStory story) => story.At.ToUnixTimeSeconds() / (isByDay ? 86_400 : 3600);
        (long from, long to) = (Step(stories[400]), Step(stories[2600]));
        var meant = stories.Where(story => Step(story) >= from && Step(story) <= to).ToList();
        string RouteOf(RequestStory story) => story.Route ?? (story.Attempts is [.., var last] ? last.Route : "");
        (UsageColumn Column, Func<RequestStory, string> Key)[] columns =
        [
            (UsageColumn.Model, story => story.IsKnownModel ? story.Model : ""), (UsageColumn.Route, RouteOf),
            (UsageColumn.Provider, story => RouteOf(story).Split('/')[0]), (UsageColumn.Client, story => story.Client ?? ""), (UsageColumn.Outcome, story => story.Outcome),
        ];
        foreach (var (column, key) in columns)
        {
            UsageReport report = await log.Usage(new UsageQuestion(column, isByDay, from, to), Cancellation);
            ShouldBe(report.Total, meant);
            report.Series.Select(one => one.At).ShouldBe(meant.Select(Step).Distinct().Order());
            foreach (var (at, figures) in report.Series) ShouldBe(figures, [.. meant.Where(story => Step(story) == at)]);
            report.Rows.Select(one => one.Key).ShouldBe(meant.Select(key).Distinct(), ignoreOrder: true);
            report.Rows.Select(one => one.Figures.Requests).ShouldBeInOrder(SortDirection.Descending);
            foreach (var (name, figures) in report.Rows) ShouldBe(figures, [.. meant.Where(story => key(story) == name)]);
        }
    }

    [Fact]
    public void Percentiles_are_within_a_tenth_and_survive_being_packed_and_added()
    {
        var random = new Random(1);
        long[] times = [.. Enumerable.Range(0, 5000).Select(_ => (long)Math.Exp(random.NextDouble() * 14))];
        var (one, other) = (new Histogram(), new Histogram());
        for (int i = 0; i < times.Length; i++) (i % 3 == 0 ? one : other).Add(times[i]);
        other.Add(one.Encode());
        other.Count.ShouldBe(times.Length);
        ShouldBeNear(other.Percentiles()!.Value, times);
        new Histogram().Percentiles().ShouldBeNull();
        new Histogram().Encode().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(new byte[] { 200 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 127, 1 })]
    public void What_is_no_histogram_adds_nothing(byte[] spoiled)
    {
        var histogram = new Histogram();
        histogram.Add(spoiled);
        histogram.Count.ShouldBe(0);
    }

    private static void ShouldBe(UsageFigures figures, List<RequestStory> stories)
    {
        var served = stories.Where(story => story.Outcome == "served").ToList();
        figures.Requests.ShouldBe(stories.Count);
        figures.Served.ShouldBe(served.Count);
        figures.Failed.ShouldBe(stories.Count(story => story.Outcome is not ("served" or "cancelled")));
        figures.InputTokens.ShouldBe(stories.Sum(story => story.InputTokens ?? 0));
        figures.OutputTokens.ShouldBe(stories.Sum(story => story.OutputTokens ?? 0));
        figures.CostUsd.ShouldBe(stories.Sum(story => story.CostUsd ?? 0));
        if (served.Count == 0) figures.Took.ShouldBeNull();
        else ShouldBeNear(figures.Took!.Value, [.. served.Select(story => (long)story.Took.TotalMilliseconds)]);
        long[] first = [.. served.Where(story => story.FirstToken is not null).Select(story => (long)story.FirstToken!.Value.TotalMilliseconds)];
        if (first.Length == 0) figures.FirstToken.ShouldBeNull();
        else ShouldBeNear(figures.FirstToken!.Value, first);
    }

    private static void ShouldBeNear((long P50, long P95) percentiles, long[] times)
    {
        Array.Sort(times);
        Near(percentiles.P50, times[(int)Math.Ceiling(0.50 * times.Length) - 1]);
        Near(percentiles.P95, times[(int)Math.Ceiling(0.95 * times.Length) - 1]);

        static void Near(long told, long exact) => Math.Abs(told - exact).ShouldBeLessThanOrEqualTo((long)(exact * 0.1) + 1);
    }
}
