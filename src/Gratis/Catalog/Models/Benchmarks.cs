using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gratis.Catalog.Models;

/// <summary>What public leaderboards said of models on the days the shipped table was made from.</summary>
internal sealed class Benchmarks
{
    private static readonly string[] Sources = ["Artificial Analysis", "Arena", "LiveBench"];

    private readonly Dictionary<string, ModelQuality> _byFamily = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MeasuredModel>> _byLine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MeasuredModel>>.AlternateLookup<ReadOnlySpan<char>> _byLineSpan;

    private Benchmarks(ReadOnlySpan<char> table)
    {
        _byLineSpan = _byLine.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<DateOnly> dates = stackalloc DateOnly[Sources.Length];
        foreach (var line in table.EnumerateLines())
        {
            if (line.IsEmpty)
                continue;
            if (AsOf == default)
                AsOf = ReadHeader(line, dates);
            else
                Add(line, dates);
        }
    }

    /// <summary>The day of the newest source.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Every family that was measured.</summary>
    public IReadOnlyCollection<string> Families => _byFamily.Keys;

    /// <summary>Reads the table that is shipped inside the engine.</summary>
    public static Benchmarks Load()
    {
        using var reader = new StreamReader(typeof(Benchmarks).Assembly.GetManifestResourceStream("benchmarks.tsv")!, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>
    /// Reads a table: a header with each source's date, then a family a line with one cell a source. A family is written with the dot of its
    /// decimal size (<c>qwen3-1.7b</c>), which the family itself has lost.
    /// </summary>
    public static Benchmarks Parse(ReadOnlySpan<char> table) => new(table);

    /// <summary>What was measured of a family; null where nothing was.</summary>
    public ModelQuality? Find(string family) => _byFamily.GetValueOrDefault(family);

    /// <summary>What was measured of a part of a family's name.</summary>
    public ModelQuality? Find(ReadOnlySpan<char> family) =>
        _byFamily.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(family, out var quality) ? quality : null;

    /// <summary>The measured models of one line, in all versions and sizes.</summary>
    public IReadOnlyList<MeasuredModel> OfLine(ReadOnlySpan<char> line) => _byLineSpan.TryGetValue(line, out var models) ? models : [];

    private static DateOnly ReadHeader(ReadOnlySpan<char> line, Span<DateOnly> dates)
    {
        var newest = default(DateOnly);
        var cell = -1;
        foreach (var range in line.Split('\t'))
        {
            if (cell >= 0)
            {
                dates[cell] = DateOnly.ParseExact(line[range][^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                newest = dates[cell] > newest ? dates[cell] : newest;
            }

            cell++;
        }

        return newest;
    }

    private void Add(ReadOnlySpan<char> line, ReadOnlySpan<DateOnly> dates)
    {
        Span<double?> values = stackalloc double?[Sources.Length];
        var name = ReadOnlySpan<char>.Empty;
        var why = new DefaultInterpolatedStringHandler(32, Sources.Length, CultureInfo.InvariantCulture);
        var cell = -1;
        foreach (var range in line.Split('\t'))
        {
            var text = line[range];
            if (cell < 0)
            {
                name = text;
            }
            else if (!text.IsEmpty)
            {
                values[cell] = double.Parse(text, CultureInfo.InvariantCulture);
                if (!why.Text.IsEmpty)
                    why.AppendLiteral(", ");
                why.AppendLiteral(Sources[cell]);
                why.AppendLiteral(" ");
                why.AppendFormatted(text);
                why.AppendLiteral(" of ");
                why.AppendFormatted(dates[cell], "yyyy-MM-dd");
            }

            cell++;
        }

        var family = name.ToString().Replace('.', '-');
        var quality = new ModelQuality(QualityScale.Mix(values[0], values[1], values[2]), why.ToStringAndClear(), IsMeasured: true);
        _byFamily.Add(family, quality);

        var size = KnownSizes.Find(family) ?? SizeReader.Read(name);
        Span<char> buffer = stackalloc char[name.Length];
        var modelLine = ModelLine.Read(family, size.Total, buffer);
        if (!_byLineSpan.TryGetValue(modelLine.Name, out var models))
            _byLineSpan[modelLine.Name] = models = [];
        models.Add(new MeasuredModel(family, modelLine.Version, size.Total, quality));
    }
}

/// <summary>One measured model of a line.</summary>
internal sealed record MeasuredModel(string Family, ModelVersion Version, decimal? Size, ModelQuality Quality);
