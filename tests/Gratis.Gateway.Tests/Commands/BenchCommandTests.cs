using System.CommandLine;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Bench;
using Gratis.Gateway.Commands.Talking;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis bench</c>: a small load run.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-bench-").FullName;

    [Fact]
    public async Task Every_request_is_made_and_told_by_route_and_by_verdict()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Upstream.Otherwise = Answers.Words("Hello");

        var run = (await CommandRun.RunAsync(
            new Terminal(world.Gateway.Folder), "bench", "--url", world.Gateway.Address.ToString(), "--model", ListedWorld.FreeRoute, "-n", "12", "-c", "3", "--stream", "--json")).ShouldBeDone();

        world.Upstream.Calls.Count(call => call.Method == "POST").ShouldBe(12);
        (run.Json.GetProperty("requests").GetInt32(), run.Json.GetProperty("served").GetInt32()).ShouldBe((12, 12));
        run.Json.GetProperty("served_share").GetDouble().ShouldBe(1);
        run.Json.GetProperty("routes").GetProperty(ListedWorld.FreeRoute).GetProperty("count").GetInt32().ShouldBe(12);
        run.Json.GetProperty("verdicts").GetProperty("served").GetInt32().ShouldBe(12);
        run.Json.GetProperty("first_token").GetProperty("p50").GetDouble().ShouldBeGreaterThan(0);
        run.Error.ShouldContain("spends their quotas");
    }

    [Fact]
    public async Task What_is_not_served_is_told_by_its_error_and_a_run_without_any_answer_fails()
    {
        await using var world = await ListedWorld.StartAsync();

        var run = await CommandRun.RunAsync(new Terminal(world.Gateway.Folder), "bench", "--url", world.Gateway.Address.ToString(), "--model", "nobody/knows", "-n", "3");

        run.Exit.ShouldBe(ExitCodes.Failed);
        run.Lines[0].ShouldStartWith("0 of 3 served (0.0%)");
        run.Out.ShouldContain("model_not_found: 3");
    }

    [Fact]
    public async Task Where_none_runs_a_demo_is_asked_and_the_owners_folder_stays_as_it_is()
    {
        var run = (await CommandRun.RunAsync(
            new Terminal(_folder) { Environment = new Dictionary<string, string> { ["GRATIS__SERVER__PORT"] = "0" } }, "bench", "-n", "4", "--json", "--data", Path.Combine(_folder, "data"))).ShouldBeDone();

        run.Json.GetProperty("demo").GetBoolean().ShouldBeTrue();
        run.Json.GetProperty("served").GetInt32().ShouldBeGreaterThan(0);
        run.Error.ShouldContain("No gateway runs");
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-n", "0")]
    [InlineData("-n", "100001")]
    [InlineData("-c", "513")]
    [InlineData("-c", "-1")]
    public async Task A_run_is_bounded(string option, string value)
    {
        using var text = new StringWriter();
        var root = GratisCommand.Create(() => throw new InvalidOperationException("It must not begin."));

        var exit = await root.Parse(["bench", option, value]).InvokeAsync(new InvocationConfiguration { Output = text, Error = text }, TestContext.Current.CancellationToken);

        exit.ShouldBe(ExitCodes.Unknown);
        text.ToString().ShouldContain($"{option} must be 1 to");
    }

    [Fact]
    public void A_percentile_is_a_time_that_was_measured()
    {
        Percentiles.Of(Enumerable.Range(1, 100).Select(ms => TimeSpan.FromMilliseconds(ms))).ShouldBe(new Percentiles(100, 50, 95, 99, 100));
        Percentiles.Of([TimeSpan.FromMilliseconds(7)]).ShouldBe(new Percentiles(1, 7, 7, 7, 7));
        Percentiles.Of([]).ShouldBeNull();
    }

    [Fact]
    public void Failed_and_stopped_requests_do_not_colour_the_times()
    {
        var served = new Turn { Route = "a/b", Took = TimeSpan.FromMilliseconds(5), Trail = [new TrailStep("c/d", "rate_limited"), new TrailStep("a/b", "served")] };
        var failed = new Turn { Took = TimeSpan.FromSeconds(60), Error = new TurnError("quota_exhausted", "wait") };
        var stopped = new Turn { Took = TimeSpan.FromSeconds(60), IsStopped = true };

        var report = BenchReport.Of([served, failed, stopped], TimeSpan.FromSeconds(2));

        (report.Requests, report.Served, report.ServedShare, report.PerSecond).ShouldBe((2, 1, 0.5, 1));
        report.Whole!.Max.ShouldBe(5);
        report.Verdicts.ShouldBe([("rate_limited", 1), ("served", 1)]);
        report.Errors.ShouldBe([("quota_exhausted", 1)]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
