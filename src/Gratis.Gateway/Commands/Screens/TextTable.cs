using Spectre.Console;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>A column: the most important ones stay longest when there is no room for all.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Importance">0 stays whatever the width.</param>
/// <param name="IsNumber">Its cells stand on the right.</param>
internal sealed record Column(string Head, int Importance = 0, bool IsNumber = false);

/// <summary>What stands in one place of a table, on one line.</summary>
internal readonly record struct Cell
{
    public Cell(string? text, Style? style = null) => (Text, Style) = (Plain.Line(text ?? ""), style ?? Style.Plain);

    public string Text { get; }

    public Style Style { get; }

    public static implicit operator Cell(string? text) => new(text);
}

/// <summary>Cells below each other. Where the terminal is too narrow, whole columns are left out; no cell is ever cut or broken.</summary>
internal sealed class TextTable(params Column[] columns)
{
    private const int Gap = 2;

    private static readonly Style Head = new(decoration: Decoration.Dim);

    private readonly List<Cell[]> _rows = [];

    public void Add(params Cell[] cells) => _rows.Add(cells);

    /// <summary>Writes it and returns the heads of the columns that were left out.</summary>
    public IReadOnlyList<string> Write(IAnsiConsole console, int? room)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Text.GetCellWidth()).Append(column.Head.GetCellWidth()).Max()).ToArray();
        var shown = Fit(columns, widths, room);
        WriteRow(console, [.. columns.Select(column => new Cell(column.Head, Head))], shown, widths);
        foreach (var row in _rows)
            WriteRow(console, row, shown, widths);
        return [.. columns.Where((_, i) => !shown.Contains(i)).Select(column => column.Head)];
    }

    /// <summary>The columns that there is room for, in their order.</summary>
    public static int[] Fit(IReadOnlyList<Column> columns, IReadOnlyList<int> widths, int? room)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (room is { } most && shown.Sum(i => widths[i] + Gap) - Gap > most)
        {
            var least = shown.MaxBy(i => columns[i].Importance);
            if (columns[least].Importance == 0)
                break;
            shown.Remove(least);
        }

        return [.. shown];
    }

    private void WriteRow(IAnsiConsole console, Cell[] row, int[] shown, int[] widths)
    {
        var line = new Paragraph();

        // Nothing behind the last text: spaces there would wrap into empty lines.
        var last = Array.FindLastIndex(shown, i => row[i].Text.Length > 0);
        for (var place = 0; place <= last; place++)
        {
            var i = shown[place];
            var space = new string(' ', widths[i] - row[i].Text.GetCellWidth());
            var (before, behind) = columns[i].IsNumber ? (space, "") : ("", place == last ? "" : space);
            line.Append(place == 0 ? before : before + new string(' ', Gap)).Append(row[i].Text, row[i].Style).Append(behind);
        }

        console.Write(line);
        console.WriteLine();
    }
}
