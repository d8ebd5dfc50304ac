namespace Gratis.Simulator.Accounting;

/// <summary>The books of one provider.</summary>
/// <param name="Id">The provider.</param>
/// <param name="Total">Everything together.</param>
/// <param name="Keys">By key label; calls without a known key stand only in the total.</param>
/// <param name="Models">By model id; calls for unknown models stand only in the total and the key.</param>
/// <param name="Windows">Every limit counter.</param>
public sealed record ProviderTruth(
    string Id, Counts Total, IReadOnlyDictionary<string, Counts> Keys, IReadOnlyDictionary<string, Counts> Models, IReadOnlyList<WindowTruth> Windows)
{
    /// <summary>Every call that cost money.</summary>
    public IReadOnlyList<NotedCalls> Bill { get; init; } = [];

    /// <summary>Every call to a model that is not there.</summary>
    public IReadOnlyList<NotedCalls> Dead { get; init; } = [];

    /// <summary>The first counter of a limit by its short name, e.g. <c>rpd</c>.</summary>
    public WindowTruth Window(string limit, string? key = null, string? model = null) =>
        Windows.FirstOrDefault(window => window.Limit == limit && (key is null || window.Key == key) && (model is null || window.Model == model))
        ?? throw new KeyNotFoundException($"{Id} has counted nothing under '{limit}'.");
}
