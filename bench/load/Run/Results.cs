namespace Gratis.Load.Run;

/// <summary>A row of the table.</summary>
/// <param name="Id">Its name in the JSON file.</param>
/// <param name="Title">Its name in the table, with the unit.</param>
/// <param name="Format">How its figures are written.</param>
internal sealed record Metric(string Id, string Title, string Format);

/// <summary>One peer's figures for one metric.</summary>
/// <param name="Rounds">What each round measured.</param>
/// <param name="Median">Their median.</param>
/// <param name="Ratio">Median of the ratios to the yardstick of the same round; null without one.</param>
internal sealed record Figure(IReadOnlyList<double> Rounds, double Median, double? Ratio);

/// <summary>Everything a run has measured.</summary>
internal sealed class Results(string yardstick)
{
    private readonly List<Metric> _metrics = [];
    private readonly Dictionary<(string Metric, string Peer), List<double>> _values = [];
    private readonly List<string> _errors = [];
    private readonly List<double> _otherWork = [];

    /// <summary>The rows, in the order in which they were first measured.</summary>
    public IReadOnlyList<Metric> Metrics => _metrics;

    /// <summary>What went wrong, in words.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>How many CPUs work that is no part of the bench used, median over the measurements.</summary>
    public double OtherWork => Median(_otherWork);

    public void AddOtherWork(double cpus) => _otherWork.Add(cpus);

    public void Add(Metric metric, string peer, double value)
    {
        if (!_metrics.Contains(metric))
            _metrics.Add(metric);
        if (!_values.TryGetValue((metric.Id, peer), out var rounds))
            _values[(metric.Id, peer)] = rounds = [];
        rounds.Add(value);
    }

    public void AddErrors(string where, string peer, long count, string? first) =>
        _errors.Add($"{peer}, {where}: {count} errors, the first: {first}");

    /// <summary>A peer's figures for a metric; null when it has none.</summary>
    public Figure? Find(Metric metric, string peer)
    {
        if (!_values.TryGetValue((metric.Id, peer), out var rounds))
            return null;
        var ratio = _values.TryGetValue((metric.Id, yardstick), out var other) && other.Count == rounds.Count
            ? Median(rounds.Zip(other, (mine, its) => mine / its))
            : (double?)null;
        return new Figure(rounds, Median(rounds), ratio);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
