using System.ComponentModel;

namespace Gratis.Hosting.Options;

/// <summary>Whether <c>auto</c> chooses a tier by what the request asks for.</summary>
public sealed class AutoRouteOptions
{
    /// <summary>Whether the tier of the request chooses first.</summary>
    [Description("Let the tier of the request (lite, standard, large, reasoning) choose first under 'auto'.")]
    public bool Enabled { get; set; }

    /// <summary>The model asked when the rules cannot decide.</summary>
    [Description("A route (provider/model) asked when the rules cannot decide. Absent: undecided requests count as standard.")]
    public string? Classifier { get; set; }
}
