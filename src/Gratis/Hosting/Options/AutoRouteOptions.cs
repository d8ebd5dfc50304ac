using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

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

    /// <summary>Words that ask for reasoning.</summary>
    [Description("Words in the user's last message that ask for reasoning, in place of the shipped ones. Absent or empty: those.")]
    public IList<string> ReasoningWords { get; } = [];

    /// <summary>Words that ask for a piece of work.</summary>
    [Description("Words in the user's last message that ask for a large model, in place of the shipped ones. Absent or empty: those.")]
    public IList<string> WorkWords { get; } = [];

    /// <summary>How short small talk is.</summary>
    [Description("A last message with fewer characters is small talk, and lite.")]
    [Range(0, int.MaxValue)]
    public int LiteBelowCharacters { get; set; } = 20;

    /// <summary>How far small talk goes.</summary>
    [Description("In a conversation with more messages nothing is small talk.")]
    [Range(0, int.MaxValue)]
    public int LiteUpToMessages { get; set; } = 2;

    /// <summary>How much a large model is for.</summary>
    [Description("A conversation with more characters is for a large model.")]
    [Range(0, int.MaxValue)]
    public int LargeAboveCharacters { get; set; } = 4_000;

    /// <summary>How long a conversation a large model is for.</summary>
    [Description("A conversation with more messages is for a large model.")]
    [Range(0, int.MaxValue)]
    public int LargeAboveMessages { get; set; } = 10;
}
