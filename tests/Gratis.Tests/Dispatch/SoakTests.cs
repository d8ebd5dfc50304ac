using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>Tests that measure the whole process and so must be alone in it.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>A long day: many requests at once against upstreams that fail in every way, and nothing is left behind.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class SoakTests
{
    private const int Requests = 50_000;
    private const int Concurrent = 64;
    private const int Routes = 24;

    private readonly Random _random = new(20260301);

    [Fact]
    public void Fifty_thousand_requests_among_faults_leave_nothing_behind()
    {
        var sketch = new CatalogSketch();

        // Own hardware: a free tier that asks for money is done with, and this day is to be long.
        for (var i = 0; i < Routes; i++) sketch.Provider($"p{i}", accounts: 1 + (i % 3), provider => provider with { IsLocal = true }).Route($"p{i}/m", free: false);
        using var world = new World(sketch, new RequestLimits { MaxConcurrent = 48, MaxQueued = 64, Cooldown = TimeSpan.FromSeconds(2) }, keepsCalls: false);
        for (var i = 0; i < Routes; i++) world.Network.On($"p{i}/m", call => NextReply(call.Body.Contains("\"stream\":true", StringComparison.Ordinal)));

        var outcomes = new Dictionary<string, int>();
        var early = 0L;
        var asked = 0;
        world.Time.Run(() => Task.WhenAll(Enumerable.Range(0, Concurrent).Select(_ => AskUntilDone())));

        async Task AskUntilDone()
        {
            while (asked++ < Requests)
            {
                if (asked == 10_000) early = GC.GetTotalMemory(forceFullCollection: true);
                var outcome = await AskOnceAsync(world);
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 30_000)), world.Time, CancellationToken.None);
            }
        }

        var late = GC.GetTotalMemory(forceFullCollection: true);
        (late - early).ShouldBeLessThan(1_500_000, $"the heap grew from {early} to {late} bytes");
        world.ShouldBeAtRest();
        outcomes.Values.Sum().ShouldBe(Requests);
        outcomes["200"].ShouldBeGreaterThan(Requests * 7 / 10);
        outcomes.ShouldContainKey("left");

        // Whatever was set aside comes back: no trial is still taken when all cooldowns are over.
        for (var i = 0; i < Routes; i++) world.Network.On($"p{i}/m", Reply.Ok);
        world.Time.Advance(TimeSpan.FromHours(30));
        for (var i = 0; i < Routes; i++)
        {
            for (var account = 0; account < 3; account++) world.Ask($"p{i}/m", maxWait: 0).Status.ShouldBe(200);
        }

        world.Health.Snapshot().ShouldBeEmpty();
    }

    private async Task<string> AskOnceAsync(World world)
    {
        var stream = _random.Next(2) == 0;
        var request = World.Request(_random.Next(4) == 0 ? $"p{_random.Next(Routes)}/m" : "auto", stream, maxWait: _random.Next(3));
        using var leaving = new CancellationTokenSource(_random.Next(20) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 4000)) : Timeout.InfiniteTimeSpan, world.Time);
        try
        {
            var heard = await world.AskAsync(request, cancel: leaving.Token);
            if (stream && heard.Status == 200 && !leaving.IsCancellationRequested)
                (heard.Text.EndsWith(Reply.Done, StringComparison.Ordinal) ^ heard.Text.Contains("stream_broken", StringComparison.Ordinal)).ShouldBeTrue(heard.Text);
            return heard.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return "left";
        }
    }

    /// <summary>Four of five calls are answered well.</summary>
    private Reply NextReply(bool stream) => _random.Next(1000) switch
    {
        < 800 => stream ? GoodStream() : Reply.Ok.In(_random.NextDouble()),
        < 820 => Reply.Error(500),
        < 830 => Reply.Error(503).With("Retry-After", "3"),
        < 845 => Reply.Limited(_random.Next(1, 30)),
        < 860 => Reply.Limited(),
        < 870 => Reply.Error(400),
        < 880 => Reply.Error(413),
        < 881 => Reply.Error(402),
        < 882 => Reply.Error(404),
        < 890 => Reply.Unreachable,
        < 900 => Reply.Ok with { Fault = new IOException("reset") },
        < 910 => Reply.Json(""),
        < 920 => Reply.Json("{}"),
        < 935 => Reply.Sse(Step.Text(Reply.Delta), Step.Cut),
        < 950 => Reply.Sse(Step.Text(Reply.Delta), Step.Wait(1), Step.Text(Reply.ErrorFrame)),
        < 960 => Reply.Sse(Step.Text(Reply.Delta)),
        < 970 => Reply.Sse(Step.Text(Reply.Delta), Step.Hang),
        < 980 => Reply.Sse(Step.Text(": wait\n\n"), Step.Hang),
        < 985 => Reply.Silence,
        < 990 => Reply.Limited(5) with { Body = [Step.Text("{"), Step.Hang] },
        _ => Reply.Ok with { Body = [Step.Text("{\"choices\":"), Step.Cut] },
    };

    private Reply GoodStream() => Reply.Sse(
        Step.Wait(_random.NextDouble()), Step.Text(Reply.Delta), Step.Wait(_random.NextDouble()), Step.Text(Reply.Delta + Reply.Finish), Step.Text(Reply.Done));
}
