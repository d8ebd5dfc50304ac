using System.Globalization;
using System.Text;

namespace Gratis.Gateway.Pool.Marked;

/// <summary>
/// What changes in a file, as a unified diff without context: the lines around a generated part are the owner's, and may be nobody
/// else's business.
/// </summary>
internal static class BlockDiff
{
    // A table of this many cells is made in an instant; beyond it nobody reads the diff.
    private const int MostCells = 4_000_000;

    public static string Of(string name, string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var (oldEnd, nowEnd) = (old.Length, now.Length);
        while (oldEnd > start && nowEnd > start && old[oldEnd - 1] == now[nowEnd - 1])
            (oldEnd, nowEnd) = (oldEnd - 1, nowEnd - 1);
        if (oldEnd == start && nowEnd == start)
            return "";

        var diff = new StringBuilder();
        diff.Append(CultureInfo.InvariantCulture, $"--- {name}\n+++ {name}\n@@ -{Range(start, oldEnd)} +{Range(start, nowEnd)} @@\n");
        foreach (var (sign, line) in Changes(old.AsSpan(start..oldEnd), now.AsSpan(start..nowEnd)))
            diff.Append(sign).Append(WithoutSecret(line.TrimEnd('\r'))).Append('\n');
        return diff.ToString();
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return lines is [.., ""] ? lines[..^1] : lines;
    }

    // An empty range is named by the line before it.
    private static string Range(int start, int end) =>
        string.Create(CultureInfo.InvariantCulture, $"{(end == start ? start : start + 1)},{end - start}");

    private static List<(char Sign, string Line)> Changes(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var changes = new List<(char, string)>(old.Length + now.Length);
        if ((long)(old.Length + 1) * (now.Length + 1) > MostCells)
        {
            foreach (var line in old)
                changes.Add(('-', line));
            foreach (var line in now)
                changes.Add(('+', line));
            return changes;
        }

        var common = CommonLengths(old, now);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
                (i, j) = Add(' ', old[i], i + 1, j + 1);
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
                (i, j) = Add('-', old[i], i + 1, j);
            else
                (i, j) = Add('+', now[j], i, j + 1);
        }

        return changes;

        (int, int) Add(char sign, string line, int nextOld, int nextNow)
        {
            changes.Add((sign, line));
            return (nextOld, nextNow);
        }
    }

    /// <summary>How many lines the rests from there on have in common, in order.</summary>
    private static int[,] CommonLengths(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }

    /// <summary>Somebody may have written a key by hand where only its name belongs, and a diff ends in a build log.</summary>
    private static string WithoutSecret(string line)
    {
        var colon = line.IndexOf("api_key:", StringComparison.Ordinal);
        if (colon < 0)
            return line;
        var value = line.AsSpan(colon + "api_key:".Length).Trim().Trim("'\"");
        return value.IsEmpty || value.StartsWith("os.environ/") || value.StartsWith("${") ? line : line[..colon] + "api_key: ********";
    }
}
