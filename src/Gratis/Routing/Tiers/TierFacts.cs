using Gratis.Wire;

namespace Gratis.Routing.Tiers;

/// <summary>What of a request decides its tier.</summary>
internal readonly ref struct TierFacts
{
    // UTF-8 has no longer character.
    private const int MostBytesPerRune = 4;

    /// <summary>Functions are offered, or were called before.</summary>
    public bool HasTools { get; init; }

    public int Messages { get; init; }

    /// <summary>Characters of all messages; at least on the right side of the bound they are held against.</summary>
    public int Characters { get; init; }

    /// <summary>What the user said last, or the beginning and the end of it.</summary>
    public ReadOnlySpan<char> LastText { get; init; }

    /// <param name="body">The request.</param>
    /// <param name="facts">What was read of it.</param>
    /// <param name="lastText">What the user said last.</param>
    /// <param name="bounds">What the figures are held against.</param>
    public static TierFacts Of(ReadOnlySpan<byte> body, RequestFacts facts, ReadOnlySpan<char> lastText, TierBounds bounds) => new()
    {
        HasTools = OffersTools(facts),
        Messages = facts.MessageCount,
        Characters = CharactersOf(body, facts, bounds.LargeAboveCharacters),
        LastText = lastText,
    };

    /// <summary>Known without a look at the body.</summary>
    public static bool OffersTools(RequestFacts facts) => facts.HasTools || facts.HasToolHistory;

    /// <summary>Counts only where the number of bytes leaves open on which side of the bound the characters are.</summary>
    private static int CharactersOf(ReadOnlySpan<byte> body, RequestFacts facts, int bound)
    {
        if (facts.TextBytes <= bound)
            return facts.TextBytes;
        if (facts.TextBytes / MostBytesPerRune > bound)
            return facts.TextBytes / MostBytesPerRune;

        var characters = 0;
        for (var texts = MessageTexts.OfMessages(facts.Messages.Of(body)); texts.Next();)
            characters += EscapedText.Runes(texts.Raw);
        return characters;
    }
}
