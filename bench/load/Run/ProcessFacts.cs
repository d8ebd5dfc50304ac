using System.Globalization;

namespace Gratis.Load.Run;

/// <summary>What the kernel knows about a process.</summary>
internal static class ProcessFacts
{
    // What Linux reports CPU times in, on every architecture .NET runs on.
    private const double TicksPerSecond = 100;

    // user, nice, system, irq, softirq; between them stand idle and iowait.
    private static readonly int[] BusyFields = [1, 2, 3, 6, 7];

    /// <summary>Resident memory in MiB.</summary>
    public static double ResidentMiB(int process) => ReadKiB($"/proc/{process}/smaps_rollup", "Rss:") / 1024;

    /// <summary>The most that resident memory has been, in MiB.</summary>
    public static double PeakResidentMiB(int process) => ReadKiB($"/proc/{process}/status", "VmHWM:") / 1024;

    /// <summary>CPU time it has used, in seconds.</summary>
    public static double CpuSeconds(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        // The second field is the program's name in brackets, and may hold blanks.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>CPU time that everything on this machine has used together, in seconds.</summary>
    public static double MachineCpuSeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return BusyFields.Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static double ReadKiB(string file, string name)
    {
        var line = File.ReadLines(file).First(text => text.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..^"kB".Length], CultureInfo.InvariantCulture);
    }
}
