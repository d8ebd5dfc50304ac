using System.Globalization;
using Spectre.Console;

namespace Swarm;

/// <summary>The table of who answers, while it happens and at the end.</summary>
internal static class Board
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows how the work goes, until it is done; then the sum of it.</summary>
    public static async Task ShowAsync(IAnsiConsole console, Arguments asked, Tally tally, Task work, TimeProvider time)
    {
        if (asked.IsLive)
            await console.Live(new Table()).AutoClear(true).StartAsync(async live =>
            {
                while (!work.IsCompleted)
                {
                    live.UpdateTarget(Draw(tally.Now(), asked));
                    await Task.WhenAny(work, Task.Delay(Beat, time));
                }
            });

        await work;
        var end = tally.Now();
        console.Write(Draw(end, asked));
        console.WriteLine(Speed(end, asked));
        console.WriteLine($"{end.Failovers} failovers, {end.Waits} waits, {end.Failures.Count} failures");
        foreach (var failure in end.Failures.Take(3))
            console.WriteLine(failure);
    }

    private static string Speed(Standing end, Arguments asked) => string.Create(
        CultureInfo.InvariantCulture,
        $"{asked.Agents} agents, {end.Answers} answers by {end.Routes.Count} routes of {end.Providers} providers in {end.Elapsed.TotalSeconds:0.0} s");

    private static Table Draw(Standing now, Arguments asked)
    {
        var table = new Table().RoundedBorder().AddColumns("Route", "", "Answers", "after failover");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        var most = now.Routes.Values.Select(route => route.Answers).DefaultIfEmpty(1).Max();
        foreach (var (route, count) in now.Routes.OrderByDescending(route => route.Value.Answers))
            table.AddRow(Markup.Escape(route), $"[green]{new string('█', 1 + (19 * count.Answers / most))}[/]", $"{count.Answers}", $"{count.Rescues}");
        return table.Caption($"{now.Answers} of {asked.Agents * asked.Rounds} answered, {now.Waiting} agents wait, {now.Failures.Count} failed");
    }
}
