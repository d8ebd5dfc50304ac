using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gratis.Hosting.Options;

/// <summary>The only way money is ever spent.</summary>
public sealed class SpillOptions
{
    /// <summary>Whether paid routes may answer at all.</summary>
    [Description("Let paid routes answer when nothing free can.")]
    public bool Enabled { get; set; }

    /// <summary>The most a calendar month (UTC) may cost.</summary>
    [Description("The most a calendar month may cost, in USD; 0 spends nothing.")]
    [Range(0, 1_000_000_000)]
    public decimal MonthlyBudgetUsd { get; set; }

    /// <summary>The paid routes, best first.</summary>
    [Description("The paid routes, best first: provider/model.")]
    public IList<string> Targets { get; } = [];
}
