using System.Text;

namespace Gratis.Routing.Tiers;

/// <summary>How much model a request gets: the first rule that says something decides.</summary>
internal static class TierRules
{
    public static TierChoice Decide(in TierFacts facts, TierWords words, TierBounds bounds)
    {
        if (facts.HasTools)
            return TierChoice.Tools;
        if (words.Reasoning.OccurIn(facts.LastText))
            return TierChoice.ReasoningWords;
        if (words.Work.OccurIn(facts.LastText))
            return TierChoice.WorkWords;
        if (facts.Messages <= bounds.LiteUpToMessages && HasFewerCharacters(facts.LastText, bounds.LiteBelowCharacters))
            return TierChoice.SmallTalk;
        if (facts.Characters > bounds.LargeAboveCharacters)
            return TierChoice.MuchText;
        return facts.Messages > bounds.LargeAboveMessages ? TierChoice.ManyMessages : TierChoice.Undecided;
    }

    /// <summary>Counts no further than it has to.</summary>
    private static bool HasFewerCharacters(ReadOnlySpan<char> text, int most)
    {
        var characters = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            if (++characters >= most)
                return false;
        }

        return characters < most;
    }
}
