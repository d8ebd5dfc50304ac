using System.Text.Json;
using Gratis.Load.Client;
using Gratis.Load.Mock;

namespace Gratis.Load;

/// <summary>
/// The two ends of the bench, each a process of its own, pinned and kept over the whole run: a command a line on standard input,
/// an answer a line on standard output. They end when their input does, so they never outlive the run.
/// </summary>
internal static class Helpers
{
    /// <summary>A <see cref="Job"/> in, a <see cref="Measured"/> out.</summary>
    public static int RunLoadGenerator()
    {
        using var generator = new LoadGenerator();
        while (Console.ReadLine() is { } line)
        {
            var job = JsonSerializer.Deserialize<Job>(line) ?? throw new InvalidDataException("expected a job, got null");
            Console.WriteLine(JsonSerializer.Serialize(generator.Run(job)));
        }

        return 0;
    }

    /// <summary>Says its port, then takes a pace in milliseconds and answers with how many chats it has served.</summary>
    public static int RunMockUpstream()
    {
        using var upstream = new MockUpstream();
        Console.WriteLine(upstream.Port);
        new Thread(upstream.Run) { IsBackground = true }.Start();
        while (Console.ReadLine() is { } line)
        {
            upstream.SetPace(TimeSpan.FromMilliseconds(int.Parse(line)));
            Console.WriteLine(upstream.Answered);
        }

        return 0;
    }
}
