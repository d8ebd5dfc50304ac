using System.Diagnostics.CodeAnalysis;

namespace Gratis.Gateway.Pool.Marked;

/// <summary>
/// A text cut at its markers. What stands between them can be exchanged; the marker lines and every other character stay as they are.
/// </summary>
/// <param name="Before">Up to and including the line of the first marker.</param>
/// <param name="Block">What stands between the markers.</param>
/// <param name="After">From the line of the second marker on.</param>
/// <param name="Indent">The spaces before the first marker.</param>
/// <param name="NewLine">How the line of the first marker ends.</param>
internal sealed record MarkedText(string Before, string Block, string After, string Indent, string NewLine)
{
    /// <summary>Finds the one pair of markers. A marker counts where it stands alone on its line.</summary>
    public static bool TryFind(string text, Markers markers, [NotNullWhen(true)] out MarkedText? found, [NotNullWhen(false)] out string? problem)
    {
        var begins = LinesOf(text, markers.Begin);
        var ends = LinesOf(text, markers.End);
        found = null;
        problem = WhyUnpaired(begins, ends, markers);
        if (problem is not null)
            return false;

        var (begin, end) = (begins[0], ends[0]);
        var next = text.IndexOf('\n', begin.Start) + 1;
        found = new MarkedText(
            text[..next], text[next..end.Start], text[end.Start..], text[begin.Start..begin.Text], text[next - 2] == '\r' ? "\r\n" : "\n");
        return true;
    }

    /// <summary>The text with these lines between the markers, indented as the first marker is.</summary>
    public string With(IEnumerable<string> lines) => Before + string.Concat(lines.Select(line => line.Length == 0 ? NewLine : Indent + line + NewLine)) + After;

    private static string? WhyUnpaired(List<Line> begins, List<Line> ends, Markers markers) => (begins, ends) switch
    {
        ([], []) => $"It has no markers. {markers.Hint}",
        ([], [var end, ..]) => $"Line {end.Number} is '{markers.End}', and no '{markers.Begin}' stands above it. Add that line where the generated part begins.",
        ([var begin, ..], []) => $"Line {begin.Number} is '{markers.Begin}', and no '{markers.End}' follows. Add that line where the generated part ends.",
        ([var begin], [var end]) when end.Start < begin.Start => $"'{markers.End}' (line {end.Number}) stands above '{markers.Begin}' (line {begin.Number}). Exchange the two lines.",
        ([var begin], [_]) => begin.IsTabbed ? $"Line {begin.Number} is indented with a tab. Use spaces." : null,
        ([_, var second, ..], _) => $"'{markers.Begin}' stands there twice, the second time in line {second.Number}. Keep one pair of markers: add no second one, and remove this.",
        (_, [_, var second, ..]) => $"'{markers.End}' stands there twice, the second time in line {second.Number}. Keep one pair of markers: add no second one, and remove this.",
        _ => "Its markers are no pair.",
    };

    private static List<Line> LinesOf(string text, string marker)
    {
        var lines = new List<Line>();
        var (start, number) = (0, 1);
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var line = text.AsSpan(start, length < 0 ? text.Length - start : length);

            // A byte order mark belongs to the file, not to its first line.
            var mark = start == 0 && line is ['\uFEFF', ..] ? 1 : 0;
            var bare = line[mark..].TrimStart(" \t");
            if (bare.TrimEnd(" \t\r").SequenceEqual(marker))
            {
                var at = start + line.Length - bare.Length;
                lines.Add(new Line(number, start + mark, at, text.AsSpan(start + mark, at - start - mark).Contains('\t')));
            }

            if (length < 0)
                break;
            (start, number) = (start + length + 1, number + 1);
        }

        return lines;
    }

    private readonly record struct Line(int Number, int Start, int Text, bool IsTabbed);
}
