namespace Gratis.Catalog.Learned;

/// <summary>The topics of each capability, made once: most answers only confirm what is known, and that must cost nothing.</summary>
internal static class CapabilityTopics
{
    private static readonly (Capability Flag, string Claim, string Doubt)[] All =
        [.. CapabilityNames.Each.ToArray().Select(static known => (known.Flag, LearnedTopics.Capability + known.Name, LearnedTopics.Doubt + known.Name))];

    /// <summary>Every capability with the topic of what is known of it and that of doubts about it.</summary>
    public static ReadOnlySpan<(Capability Flag, string Claim, string Doubt)> Each => All;
}
