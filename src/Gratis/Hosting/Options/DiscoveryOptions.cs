using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gratis.Hosting.Options;

/// <summary>How models are found and what happens to those that are found.</summary>
public sealed class DiscoveryOptions
{
    /// <summary>Whether to look at all.</summary>
    [Description("Ask providers for their models.")]
    public bool Enabled { get; set; } = true;

    /// <summary>Time between two looks.</summary>
    [Description("Time between two looks at each provider.")]
    [Range(60, 31_536_000)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Whether a found free model serves at once.</summary>
    [Description("Let a free model that is found serve at once; false: it waits for you to enable it.")]
    public bool AutoEnable { get; set; } = true;

    /// <summary>Providers to ask; empty: every configured one.</summary>
    [Description("Providers to ask. Absent or empty: every configured one whose models are not given.")]
    public IList<string> Providers { get; } = [];

    /// <summary>Name of the virtual model over what was found.</summary>
    [Description("Name of the virtual model that stands for the free models found.")]
    public string FreeAlias { get; set; } = "free";

    /// <summary>Whether models.dev is asked as well.</summary>
    [Description("Ask models.dev once a day for context, capabilities and prices that a provider's own list lacks. It never proves that a model is free.")]
    public bool SecondOpinion { get; set; } = true;

    /// <summary>Models that never join the shipped pool <c>primary</c>.</summary>
    [Description("Models that never join the shipped pool 'primary': a model id, its bare name, or provider/model; '*' stands for anything, and ':free' may be left out.")]
    public IList<string> PrimaryBlocklist { get; } = [];

    /// <summary>Checks of the routes already known.</summary>
    [Description("Checks of the routes already known.")]
    public DiagnosisOptions Diagnosis { get; set; } = new();

    /// <summary>A model that judges missing prices.</summary>
    [Description("A model that judges whether a found model without a price is free.")]
    public SupervisorOptions Supervisor { get; set; } = new();
}

/// <summary>Checks of the routes already known against what their providers list.</summary>
public sealed class DiagnosisOptions
{
    /// <summary>Whether to check in the background.</summary>
    [Description("Check in the background.")]
    public bool Enabled { get; set; } = true;

    /// <summary>Time between two checks.</summary>
    [Description("Time between two checks.")]
    [Range(60, 31_536_000)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Seconds from the start to the first check.</summary>
    [Description("Seconds from the start to the first check.")]
    [Range(0, 86_400)]
    public double StartDelaySeconds { get; set; } = 10;

    /// <summary>Whether proven removals and recoveries are applied without asking.</summary>
    [Description("Apply proven removals and recoveries without asking. Additions never are.")]
    public bool Maintenance { get; set; } = true;
}

/// <summary>A model asked whether another is free; only a confident yes counts.</summary>
public sealed class SupervisorOptions
{
    /// <summary>Whether to ask.</summary>
    [Description("Ask a model of the gateway; it costs quota, and only a confident yes counts.")]
    public bool Enabled { get; set; }

    /// <summary>Which model to prefer.</summary>
    [Description("The route to prefer for it: provider/model.")]
    public string? Model { get; set; }
}
