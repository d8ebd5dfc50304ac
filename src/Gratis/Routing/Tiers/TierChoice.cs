using Gratis.Catalog.Models;
using Gratis.Routing.Lanes;

namespace Gratis.Routing.Tiers;

/// <summary>The tier that <c>auto</c> begins with for a request, and why. There are few, and each is made once.</summary>
internal sealed class TierChoice
{
    public static readonly TierChoice Tools = new(ModelTier.Large, "tools");
    public static readonly TierChoice ReasoningWords = new(ModelTier.Reasoning, "reasoning words");
    public static readonly TierChoice WorkWords = new(ModelTier.Large, "work words");
    public static readonly TierChoice SmallTalk = new(ModelTier.Lite, "small talk");
    public static readonly TierChoice MuchText = new(ModelTier.Large, "much text");
    public static readonly TierChoice ManyMessages = new(ModelTier.Large, "many messages");

    /// <summary>No rule says anything, and nobody else was asked.</summary>
    public static readonly TierChoice Undecided = new(ModelTier.Standard, "undecided");

    /// <summary>The classifier could not be asked, did not answer in time, or said something else.</summary>
    public static readonly TierChoice ClassifierFailed = new(ModelTier.Standard, "classifier failed");

    private static readonly TierChoice[] Classified =
    [
        new(ModelTier.Lite, "classifier"), new(ModelTier.Standard, "classifier"), new(ModelTier.Large, "classifier"), new(ModelTier.Reasoning, "classifier"),
    ];

    private TierChoice(ModelTier tier, string rule)
    {
        Tier = tier;
        Rule = rule;
        Text = $"{TierNames.Of(tier)} ({rule})";
    }

    public ModelTier Tier { get; }

    /// <summary>The rule that decided, in words.</summary>
    public string Rule { get; }

    /// <summary>Both, as clients are told: <c>large (tools)</c>.</summary>
    public string Text { get; }

    /// <summary>A rule has spoken.</summary>
    public bool IsDecided => this != Undecided;

    /// <summary>What a classifier answered.</summary>
    public static TierChoice OfClassifier(ModelTier tier) => Classified[(int)tier];

    public override string ToString() => Text;
}
