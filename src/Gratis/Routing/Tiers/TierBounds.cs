namespace Gratis.Routing.Tiers;

/// <summary>Where small talk ends and much to read begins.</summary>
internal sealed record TierBounds
{
    /// <summary>A last word of the user with fewer characters is small talk.</summary>
    public int LiteBelowCharacters { get; init; } = 20;

    /// <summary>With more messages than these it is a conversation, however short its last word.</summary>
    public int LiteUpToMessages { get; init; } = 2;

    /// <summary>More characters in all messages together are much to read.</summary>
    public int LargeAboveCharacters { get; init; } = 4_000;

    /// <summary>More messages are much to keep in mind.</summary>
    public int LargeAboveMessages { get; init; } = 10;
}
