using System.Globalization;
using Gratis.Gateway.Import.Drafting;

namespace Gratis.Gateway.Import.Systems;

/// <summary>One deployment of a group.</summary>
/// <param name="Route">Which route it is here.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record LiteLlmDeployment(string Route, int Line)
{
    public double? Weight { get; init; }

    public double? Rpm { get; init; }

    public double? Tpm { get; init; }

    /// <summary>Its place, where places are given.</summary>
    public double? Order { get; init; }
}

/// <summary>The deployments of one name.</summary>
internal sealed class LiteLlmGroup(string name, int line)
{
    private const long MostWeight = 1_000_000;

    public string Name => name;

    public List<LiteLlmDeployment> Deployments { get; } = [];

    public DraftPool ToPool(string strategy, Workbench bench)
    {
        var isOrdered = Deployments.Exists(one => one.Order is not null);
        var pool = new DraftPool(line) { Strategy = isOrdered ? "priority" : strategy };
        var ordered = isOrdered ? Deployments.OrderBy(one => one.Order ?? double.MaxValue).ToList() : Deployments;
        var weights = isOrdered ? [.. ordered.Select(_ => (long?)null)] : Weights(bench);
        foreach (var (deployment, weight) in ordered.Zip(weights))
        {
            if (pool.Targets.TryAdd(deployment.Route, weight))
                continue;
            if (weight is { } more && pool.Targets[deployment.Route] is { } before)
                pool.Targets[deployment.Route] = Math.Min(before + more, MostWeight);
            bench.Remark(deployment.Line, name, $"{deployment.Route} is there already; the keys of a provider take turns by themselves, so the two are one target.");
        }

        return pool;
    }

    /// <summary>As LiteLLM draws: by weight, else by requests a minute, else by tokens a minute; which of them says the first deployment.</summary>
    private IEnumerable<long?> Weights(Workbench bench)
    {
        Func<LiteLlmDeployment, double?> share = Deployments[0] switch
        {
            { Weight: not null } => one => one.Weight ?? 0,
            { Rpm: not null } => one => one.Rpm ?? 0,
            { Tpm: not null } => one => one.Tpm ?? 0,
            _ => static _ => null,
        };
        double[] shares = [.. Deployments.Select(share).OfType<double>()];
        if (shares.Length == 0)
            return Deployments.Select(static _ => (long?)null);

        // Whole numbers of a size that ours take, in the same proportion.
        var scale = shares.All(double.IsInteger) ? 1.0 : 100;
        scale = Math.Min(scale, MostWeight / Math.Max(shares.Max(), 1));
        if (scale is not 1)
            bench.Remark(line, name, string.Create(CultureInfo.InvariantCulture, $"weights are whole numbers up to 1,000,000 here; they were multiplied by {scale:0.######}."));
        return shares.Select(one => (long?)Math.Max(one > 0 ? 1 : 0, (long)Math.Round(one * scale)));
    }
}
