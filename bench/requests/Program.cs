using System.Diagnostics;
using System.Globalization;
using Gratis.RequestLogBench;
using Gratis.Storage;
using Gratis.Storage.Requests;
using Gratis.Stores;
using Microsoft.Extensions.Logging.Abstractions;

const int Few = 100;
const int Rounds = 15;
const double Aim = 100;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var now = TimeProvider.System.GetUtcNow();
var small = await MeasureAsync(Few);
var large = await MeasureAsync(options.Rows);
Console.WriteLine($"| question | {Few} requests, ms | {options.Rows:N0} requests, ms | ratio | first time, ms |");
Console.WriteLine("|---|---:|---:|---:|---:|");
foreach (var (one, other) in large.Zip(small).OrderByDescending(pair => pair.First.Median))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Name} | {other.Median:N1} | {one.Median:N1} | {one.Median / other.Median:N1} | {one.First:N1} |"));
var slowest = large.MaxBy(one => one.Median)!;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nSlowest: {slowest.Name}, {slowest.Median:N1} ms (aim {Aim:N0})"));
return options.Check && slowest.Median > Aim ? 1 : 0;

async Task<IReadOnlyList<Measured>> MeasureAsync(long rows)
{
    var folder = Path.Combine(options.Folder, rows.ToString(CultureInfo.InvariantCulture));
    LogFiller.Fill(folder, rows, options.Seed, TimeProvider.System);
    await using var store = new SqliteRequestLog(
        new SqliteOptions(folder), new RequestLogOptions { MaxBytes = long.MaxValue, Days = 3650 }, TimeProvider.System, NullLogger<SqliteRequestLog>.Instance);
    store.Follow(new NothingToWrite());
    Console.WriteLine($"{rows:N0} requests: {store.State.Bytes / 1048576.0:N0} MiB, {store.State.Bytes / rows:N0} bytes each\n");
    var measured = new List<Measured>();
    foreach (var (name, ask) in Questions.All(rows, now))
    {
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask(store);
            times[round] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        measured.Add(new Measured(name, times[0], times.Order().ElementAt(Rounds / 2)));
    }

    return measured;
}

/// <summary>How long one question took.</summary>
internal sealed record Measured(string Name, double First, double Median);

/// <summary>Nobody makes requests here.</summary>
internal sealed class NothingToWrite : IUnwrittenRequests
{
    public long Dropped => 0;

    public void Begin(Action wake)
    {
    }

    public void CountFrom(long last)
    {
    }

    public IReadOnlyList<RequestStory> Take(int most) => [];

    public bool Done(int lost) => false;

    public void PutBack()
    {
    }
}
