using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// Tells conversations apart by what stays while they go on: the name that the client gave, else the instructions and the first message
/// after them. One pass that ends there; nothing is kept of what it reads. Two conversations that begin alike are one, which harms neither.
/// </summary>
internal static class ConversationKey
{
    // Instructions worth keeping warm at a route, even before there is a conversation.
    private const int LongInstructions = 200;

    private const int MostInstructions = 64;

    // Of a long text both ends and its length count.
    private const int End = 4096;

    /// <summary>The key; 0 where there is no conversation: a single turn without a name and without long instructions.</summary>
    /// <param name="body">The bytes that <paramref name="facts"/> were read from.</param>
    /// <param name="facts">What the reader found in them.</param>
    /// <param name="evenBare">The client says that more turns will follow: a single one has a key too.</param>
    public static ulong Of(ReadOnlySpan<byte> body, RequestFacts facts, bool evenBare = false)
    {
        if (facts.Operation != Operation.Chat)
            return 0;

        var json = body[facts.BodyStart..];
        if ((facts.MayHaveMember("prompt_cache_key"u8) || facts.MayHaveMember("metadata"u8)) && Named(json) is not 0 and var named)
            return named;
        return facts.MessageCount > 1 || evenBare ? OfRoot(json, facts.MessageCount, evenBare) : 0;
    }

    private static ulong Named(ReadOnlySpan<byte> json)
    {
        ulong inMetadata = 0;
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isKey = reader.ValueTextEquals("prompt_cache_key"u8);
            bool isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isKey && HasText(reader))
                return NotZero(StableHash.Of(reader.ValueSpan));
            if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
                inMetadata = InMetadata(ref reader);
            else
                reader.Skip();
        }

        return inMetadata;
    }

    private static ulong InMetadata(ref Utf8JsonReader reader)
    {
        ulong found = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = reader.ValueTextEquals("conversation_id"u8) || reader.ValueTextEquals("session_id"u8) || reader.ValueTextEquals("thread_id"u8);
            reader.Read();
            if (isName && found == 0 && HasText(reader))
                found = NotZero(StableHash.Of(reader.ValueSpan));
            reader.Skip();
        }

        return found;
    }

    private static ulong OfRoot(ReadOnlySpan<byte> json, int messages, bool evenBare)
    {
        Utf8JsonReader reader = new(json);
        if (!FindMessages(ref reader))
            return 0;

        ulong key = 0;
        int instructions = 0;
        for (int i = 0; i < MostInstructions && reader.Read() && reader.TokenType == JsonTokenType.StartObject; i++)
        {
            bool instructs = ReadMessage(ref reader, ref key, out int length);
            instructions += instructs ? length : 0;
            if (!instructs)
                return i + 1 < messages || instructions >= LongInstructions || evenBare ? NotZero(key) : 0;
        }

        // Nothing but instructions: whatever it is, nobody talks here.
        return 0;
    }

    private static bool FindMessages(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals("messages"u8);
            reader.Read();
            if (found)
                return reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
        }

        return false;
    }

    /// <summary>Adds what a message says; true for one that instructs.</summary>
    private static bool ReadMessage(ref Utf8JsonReader reader, ref ulong key, out int length)
    {
        length = 0;
        bool instructs = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRole = reader.ValueTextEquals("role"u8);
            bool isContent = reader.ValueTextEquals("content"u8);
            reader.Read();
            if (isRole)
                instructs = reader.TokenType == JsonTokenType.String && (reader.ValueTextEquals("system"u8) || reader.ValueTextEquals("developer"u8));
            else if (isContent)
                AddTexts(ref reader, ref key, ref length);
            else
                reader.Skip();
        }

        return instructs;
    }

    /// <summary>
    /// Adds every text of a content, whether it is one string or parts: some clients turn the one into the other, and move their cache marks,
    /// from turn to turn.
    /// </summary>
    private static void AddTexts(ref Utf8JsonReader reader, ref ulong key, ref int length)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            Add(reader.ValueSpan, ref key, ref length);
            return;
        }

        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            return;

        int depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.String)
                Add(reader.ValueSpan, ref key, ref length);
            else if (reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("cache_control"u8) || reader.ValueTextEquals("type"u8)))
                reader.Skip();
        }
    }

    private static void Add(ReadOnlySpan<byte> text, ref ulong key, ref int length)
    {
        length += text.Length;
        key = text.Length <= 2 * End
            ? StableHash.Of(text, key)
            : StableHash.Of(text[^End..], StableHash.Of(text[..End], key ^ (ulong)text.Length));
    }

    private static bool HasText(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty;

    private static ulong NotZero(ulong key) => key == 0 ? 1 : key;
}
