using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Quotas;

namespace Gratis.Hosting.Options;

/// <summary>The only way money is ever spent.</summary>
public sealed class SpillOptions
{
    /// <summary>Whether paid routes may answer at all.</summary>
    [Description("Let paid routes answer when nothing free can.")]
    public bool Enabled { get; set; }

    /// <summary>The most a calendar month may cost.</summary>
    [Description("The most a calendar month may cost, in USD; 0 spends nothing.")]
    [Range(0, 1_000_000_000)]
    public decimal MonthlyBudgetUsd { get; set; }

    /// <summary>The most a calendar day may cost.</summary>
    [Description("The most a calendar day may cost, in USD; absent: whatever the month has left.")]
    [Range(0, 1_000_000_000)]
    public decimal? DailyBudgetUsd { get; set; }

    /// <summary>Whose midnight ends the days and months of every budget.</summary>
    [Description("Time zone whose midnight ends the days and months of every budget, those of client keys too.")]
    public string Zone { get; set; } = "UTC";

    /// <summary>The paid routes, best first.</summary>
    [Description("The paid routes, best first: provider/model.")]
    public IList<string> Targets { get; } = [];

    /// <summary>Why nothing may be spent; null where something may.</summary>
    internal string? Closed =>
        !Enabled ? "spill is off"
        : MonthlyBudgetUsd <= 0 ? "spill.monthly_budget_usd is 0"
        : DailyBudgetUsd <= 0 ? "spill.daily_budget_usd is 0"
        : null;

    /// <summary>The budget as it is booked.</summary>
    internal BudgetTerms Terms => Enabled ? new BudgetTerms(DailyBudgetUsd, MonthlyBudgetUsd, Zone) : BudgetTerms.None with { Zone = Zone };
}
