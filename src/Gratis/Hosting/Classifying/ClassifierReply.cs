using System.Text;
using System.Text.Json;
using Gratis.Catalog.Models;
using Gratis.Wire;

namespace Gratis.Hosting.Classifying;

/// <summary>What a classifier says.</summary>
internal static class ClassifierReply
{
    /// <summary>The tier it names; null when it says anything else, or more.</summary>
    public static ModelTier? Read(ReadOnlySpan<byte> answer)
    {
        var facts = AnswerReader.Read(answer);
        if (facts.Text.IsEmpty)
            return null;

        var reader = new Utf8JsonReader(facts.Text.Of(answer));
        reader.Read();
        using var text = new DecodedText(in reader);
        return text.IsText ? Tier(text.Utf8Text) : null;
    }

    private static ModelTier? Tier(ReadOnlySpan<byte> said)
    {
        // Some cannot help dressing a word up.
        var word = said.Trim(" \t\r\n\"'`*.:"u8);
        return Ascii.EqualsIgnoreCase(word, "LITE"u8) ? ModelTier.Lite
            : Ascii.EqualsIgnoreCase(word, "STANDARD"u8) ? ModelTier.Standard
            : Ascii.EqualsIgnoreCase(word, "LARGE"u8) ? ModelTier.Large
            : Ascii.EqualsIgnoreCase(word, "REASONING"u8) ? ModelTier.Reasoning
            : null;
    }
}
