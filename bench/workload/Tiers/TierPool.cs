using Gratis.Simulator.Accounting;
using Gratis.Simulator.Limits;

namespace Gratis.Workload.Tiers;

/// <summary>One limit as it is counted: for each model, or for all of an account or address together.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Limit">What is published of it.</param>
/// <param name="Model">The model it is counted for; null: all it applies to together.</param>
/// <param name="Models">The free models that draw on it.</param>
internal sealed record TierPool(string Provider, LimitSpec Limit, string? Model, IReadOnlyList<string> Models)
{
    public string Id => Model is null ? $"{Provider}:{Limit.Name}" : $"{Provider}/{Model}:{Limit.Name}";

    /// <summary>A day or longer: something that is used up and missed, rather than a speed.</summary>
    public bool IsBudget => Limit.Metric is not LimitMetric.Concurrency && Limit.Window >= WindowUnit.Day;

    public bool IsCalendar => Limit is { Clock: LimitClock.Fixed, Metric: not LimitMetric.Concurrency };

    public TimeSpan Length => Limit.Window switch
    {
        WindowUnit.Second => TimeSpan.FromSeconds(1),
        WindowUnit.Minute => TimeSpan.FromMinutes(1),
        WindowUnit.Hour => TimeSpan.FromHours(1),
        WindowUnit.Day => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(30),
    };

    /// <summary>Its counter in the simulator's books; null before the first call.</summary>
    public WindowTruth? Find(WorldTruth truth) =>
        truth[Provider].Windows.FirstOrDefault(window => window.Limit == Limit.Name && window.Model == Model);

    /// <summary>Everything it ever counted, by the simulator's books of its models.</summary>
    public long Taken(WorldTruth truth)
    {
        var books = truth[Provider].Models;
        return Limit.Metric switch
        {
            LimitMetric.Tokens => Models.Sum(model => books[model].InputTokens + books[model].OutputTokens),
            LimitMetric.InputTokens => Models.Sum(model => books[model].InputTokens),
            _ => Models.Sum(model => books[model].Accepted),
        };
    }
}
