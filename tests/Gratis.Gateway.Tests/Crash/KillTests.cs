using System.Globalization;
using System.Net;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>
/// The gateway is killed under load at seeded instants and its books are held against what its providers really counted. Set
/// <c>GRATIS_CRASH_RUNS</c> for more kills than an ordinary run makes.
/// </summary>
[Collection("crash")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int KillsADay = 10;

    private static int Runs =>
        int.TryParse(Environment.GetEnvironmentVariable("GRATIS_CRASH_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : 16;

    [Fact]
    public async Task Books_are_never_too_low_and_hardly_too_high_at_whatever_instant_the_gateway_is_killed()
    {
        var chance = new Random(20261);
        var wrong = new List<string>();
        var statuses = new SortedDictionary<HttpStatusCode, int>();
        long compared = 0, spent = 0;
        double worst = 0;
        for (var kill = 0; kill < Runs;)
        {
            await using var world = await CrashWorld.StartAsync();
            var ledger = new CrashLedger();
            for (var ofDay = 0; ofDay < KillsADay && kill < Runs; ofDay++, kill++)
            {
                var instant = (Instant)chance.Next(Enum.GetValues<Instant>().Length);
                using var traffic = await RunAndKillAsync(world, ofDay, instant, chance);
                var truth = await world.TruthAtRestAsync();
                var books = await RestoredBooks.ReadAsync(world.Folder);
                wrong.AddRange(ledger.Compare(books, truth, traffic).Select(what => $"kill {kill} ({instant}): {what}"));
                foreach (var (status, count) in traffic?.Statuses ?? new Dictionary<HttpStatusCode, int>())
                    statuses[status] = statuses.GetValueOrDefault(status) + count;
            }

            // Books too low would have let calls through for which there was no room.
            wrong.AddRange(world.Truth.Providers.Where(provider => provider.Total.Overspends > 0).Select(provider => $"{provider.Id}: {string.Join(", ", provider.Total.Refused)}"));
            world.ShouldHaveSeenConnections();
            (compared, spent, worst) = (compared + ledger.Compared, spent + ledger.Spent, Math.Max(worst, ledger.Worst));
        }

        output.WriteLine($"{Runs} kills; answers: {string.Join(", ", statuses.Select(one => $"{one.Value} x {(int)one.Key}"))}; {compared} pools compared, {spent} of them in use; " +
            $"worst excess of one crash: {worst:P0} of what is allowed; {wrong.Count} wrong.");
        wrong.ShouldBeEmpty();
        statuses.Keys.ShouldBeSubsetOf([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        statuses[HttpStatusCode.OK].ShouldBeGreaterThan(Runs, "the kills must fall into traffic");
        spent.ShouldBeGreaterThan(Runs);
    }

    private static async Task<Traffic?> RunAndKillAsync(CrashWorld world, int ofDay, Instant instant, Random chance)
    {
        await using var gateway = GatewayProcess.Start(world.Folder);
        var (moment, goal, arrivals, seed) = (TimeSpan.FromMilliseconds(chance.Next(1, 900)), chance.Next(20, 260), chance.Next(1, Traffic.Clients), chance.Next());
        if (instant == Instant.WhileItStarts)
        {
            await Task.Delay(moment, TimeProvider.System);
            await gateway.KillAsync();
            return null;
        }

        var before = world.Received();
        var traffic = Traffic.Start(await gateway.ListeningAsync(), seed, goal);
        var burst = Task.CompletedTask;
        if (instant == Instant.JustStarted)
        {
            await UntilAsync(() => world.Received() >= before + arrivals, traffic);
        }
        else
        {
            await Task.WhenAny(traffic.Reached, traffic.Ended).WaitAsync(CrashWorld.Patience);
            var (model, log) = ($"fifty{ofDay}", Path.Combine(world.Folder, "data", "gratis.db-wal"));
            var (received, written) = (world.Received("alpha", model), Written(log));
            if (instant == Instant.WhileItWrites)
                await UntilAsync(() => Written(log) != written, traffic);
            else if (instant == Instant.InABurst)
                await UntilAsync(() => world.Received("alpha", model) >= received + arrivals, traffic, burst = traffic.BurstAsync("alpha/" + model));
        }

        traffic.Ended.IsCompleted.ShouldBeFalse(gateway.Output);
        await gateway.KillAsync();
        await Task.WhenAll(traffic.Ended, burst).WaitAsync(CrashWorld.Patience);
        return traffic;
    }

    /// <summary>Ends the moment something has happened, or nothing more can.</summary>
    private static async Task UntilAsync(Func<bool> happened, Traffic traffic, Task? burst = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!happened() && !traffic.Ended.IsCompleted && burst is not { IsCompleted: true })
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(CrashWorld.Patience);
            await Task.Yield();
        }
    }

    /// <summary>As much as can be seen of how far a file was written.</summary>
    private static (DateTime, long) Written(string file) =>
        new FileInfo(file) is { Exists: true } found ? (found.LastWriteTimeUtc, found.Length) : default;

    private enum Instant
    {
        /// <summary>Anywhere between the birth of the process and its first request.</summary>
        WhileItStarts,

        /// <summary>With the first calls that reach a provider.</summary>
        JustStarted,

        /// <summary>After some hundred requests.</summary>
        UnderLoad,

        /// <summary>In the midst of a transaction.</summary>
        WhileItWrites,

        /// <summary>While many calls at once draw on a pool that is drawn ahead by a single one.</summary>
        InABurst,
    }
}
