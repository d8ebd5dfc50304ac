using System.Text.Json;

namespace Gratis.Wire;

/// <summary>Reads <c>tool_calls</c> and the older <c>function_call</c>.</summary>
internal static class ToolCallReader
{
    /// <summary>True when the value under <paramref name="reader"/> calls something.</summary>
    public static bool Read(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadCall(ref reader, whole, ref facts);
        }

        bool any = false;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                any |= reader.TokenType == JsonTokenType.StartObject && ReadCall(ref reader, whole, ref facts);
                reader.Skip();
            }
        }

        return any;
    }

    private static bool ReadCall(ref Utf8JsonReader reader, bool whole, ref ChoiceFacts facts)
    {
        Call call = default;
        ReadMembers(ref reader, whole, ref call);
        facts.HasBrokenArguments |= call.IsBroken;
        facts.HasCall |= call.IsNamed && !call.IsBroken;
        return call.HasMembers;
    }

    /// <summary>A call of either generation: its name and arguments stand in it or in its <c>function</c>.</summary>
    private static void ReadMembers(ref Utf8JsonReader reader, bool whole, ref Call call)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            call.HasMembers = true;
            ReadOnlySpan<byte> member = reader.ValueSpan;
            bool inner = member.SequenceEqual("function"u8) || member.SequenceEqual("custom"u8);
            bool name = member.SequenceEqual("name"u8);
            bool arguments = member.SequenceEqual("arguments"u8);
            reader.Read();
            if (inner && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadMembers(ref reader, whole, ref call);
            }
            else
            {
                call.IsNamed |= name && reader.TokenType == JsonTokenType.String && !EscapedText.IsBlank(reader.ValueSpan);
                call.IsBroken |= arguments && whole && !IsArguments(ref reader);
                reader.Skip();
            }
        }
    }

    private static bool IsArguments(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? EmbeddedJson.IsArguments(in reader) : reader.TokenType == JsonTokenType.Null;

    private struct Call
    {
        public bool HasMembers;
        public bool IsNamed;
        public bool IsBroken;
    }
}
