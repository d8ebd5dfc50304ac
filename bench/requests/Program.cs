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
Console.WriteLine($"| question | {Few} requests, CPU ms | {options.Rows:N0} requests, CPU ms | ratio | by the clock, ms |");
Console.WriteLine("|---|---:|---:|---:|---:|");
foreach (var (one, other) in large.Zip(small).OrderByDescending(pair => pair.First.Cpu))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Name} | {other.Cpu:N1} | {one.Cpu:N1} | {one.Cpu / other.Cpu:N1} | {one.Clock:N1} |"));
var slowest = large.MaxBy(one => one.Cpu)!;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nSlowest: {slowest.Name}, {slowest.Cpu:N1} ms of CPU time (aim {Aim:N0})"));
return options.Check && slowest.Cpu > Aim ? 1 : 0;

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
        var (times, cpu) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await ask(store);
            (times[round], cpu[round]) = (Stopwatch.GetElapsedTime(began).TotalMilliseconds, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        measured.Add(new Measured(name, times.Order().ElementAt(Rounds / 2), cpu.Order().ElementAt(Rounds / 2)));
    }

    return measured;
}

/// <summary>How long one question took, in the middle of several times.</summary>
/// <param name="Name">Which.</param>
/// <param name="Clock">Milliseconds by the clock, which other work on the machine makes longer.</param>
/// <param name="Cpu">Milliseconds of CPU time, which it does not.</param>
internal sealed record Measured(string Name, double Clock, double Cpu);

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
