using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>What whole answers and chunks of a stream have around their message. Of several choices the first is taken: a response is one answer.</summary>
internal struct Envelope
{
    public string? Id;
    public string? Model;
    public DateTimeOffset? Created;
    public UsageDetails? Usage;
    public ChatFinishReason? Finish;

    /// <summary>Reads <paramref name="payload"/>, and its message by <paramref name="message"/> into <paramref name="contents"/>.</summary>
    public static Envelope Read(ReadOnlySpan<byte> payload, MessageParser message, IList<AIContent> contents)
    {
        var envelope = default(Envelope);
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            envelope.ReadMember(ref reader, message, contents);
        return envelope;
    }

    private void ReadMember(ref Utf8JsonReader reader, MessageParser message, IList<AIContent> contents)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            reader.Read();
            ReadChoices(ref reader, message, contents);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            Id = JsonText.Next(ref reader);
        }
        else if (reader.ValueTextEquals("model"u8))
        {
            Model = JsonText.Next(ref reader);
        }
        else if (reader.ValueTextEquals("created"u8))
        {
            reader.Read();
            Created = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            Usage = UsageParser.Read(ref reader) ?? Usage;
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadChoices(ref Utf8JsonReader reader, MessageParser message, IList<AIContent> contents)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && NumberOf(reader) == 0)
                ReadChoice(ref reader, message, contents);
            else
                reader.Skip();
        }
    }

    private void ReadChoice(ref Utf8JsonReader reader, MessageParser message, IList<AIContent> contents)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message.Read(ref reader, contents);
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                Finish = JsonText.Next(ref reader) is { Length: > 0 } word ? FinishOf(word) : Finish;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    /// <summary>The choice's number, on a copy of the reader: it nearly always comes first, and is 0 where nobody says it.</summary>
    private static int NumberOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNumber = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (isNumber)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : 0;
            reader.Skip();
        }

        return 0;
    }

    private static ChatFinishReason FinishOf(string word) => word switch
    {
        "stop" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(word),
    };
}
