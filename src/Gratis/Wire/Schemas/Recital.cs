namespace Gratis.Wire.Schemas;

/// <summary>Tells a whole chat answer as a stream that holds all of it at once, for a client that asked for one.</summary>
internal static class Recital
{
    private static ReadOnlySpan<byte> Head => "data: {\"object\":\"chat.completion.chunk\""u8;

    /// <summary>Writes the chunks: what each choice says, why it ended, and what it took where that was asked for. The end mark is the caller's.</summary>
    /// <param name="answer">A good answer.</param>
    /// <param name="withUsage">The client wants to know the usage.</param>
    /// <param name="into">Gets the frames.</param>
    public static void Write(ReadOnlySpan<byte> answer, bool withUsage, PooledBuffer into)
    {
        var choices = JsonParts.Find(answer, "choices"u8);
        for (var parts = new JsonParts(choices); parts.MoveNext();)
            WriteChoice(answer, parts.Value, into);
        if (withUsage && JsonParts.Find(answer, "usage"u8) is [(byte)'{', ..] and var usage)
        {
            Begin(answer, into);
            into.Append("],\"usage\":"u8);
            AppendLine(usage, into);
            into.Append("}\n\n"u8);
        }
    }

    private static void WriteChoice(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> choice, PooledBuffer into)
    {
        var index = JsonParts.Find(choice, "index"u8);
        index = index.IsEmpty ? "0"u8 : index;
        Begin(answer, into);
        into.Append("{\"index\":"u8);
        into.Append(index);
        into.Append(",\"delta\":"u8);
        WriteDelta(JsonParts.Find(choice, "message"u8), into);
        into.Append(",\"finish_reason\":null}]}\n\n"u8);

        Begin(answer, into);
        into.Append("{\"index\":"u8);
        into.Append(index);
        into.Append(",\"delta\":{},\"finish_reason\":"u8);
        into.Append(JsonParts.Find(choice, "finish_reason"u8) is [(byte)'"', ..] and var reason ? reason : "\"stop\""u8);
        into.Append("}]}\n\n"u8);
    }

    /// <summary>A chunk up to the first of its choices.</summary>
    private static void Begin(ReadOnlySpan<byte> answer, PooledBuffer into)
    {
        into.Append(Head);
        for (var parts = new JsonParts(answer); parts.MoveNext();)
        {
            if (!parts.IsNamed("id"u8) && !parts.IsNamed("created"u8) && !parts.IsNamed("model"u8) && !parts.IsNamed("system_fingerprint"u8))
                continue;
            into.Append(","u8);
            AppendLine(parts.Before, into);
            into.Append(parts.Value);
        }

        into.Append(",\"choices\":["u8);
    }

    private static void WriteDelta(ReadOnlySpan<byte> message, PooledBuffer into)
    {
        var list = new JsonMerge.Separated(into, "{"u8);
        for (var parts = new JsonParts(message is [(byte)'{', ..] ? message : "{}"u8); parts.MoveNext();)
        {
            list.Next();
            AppendLine(parts.Before, into);
            if (parts.IsNamed("tool_calls"u8) && parts.Value is [(byte)'[', ..])
                WriteCalls(parts.Value, into);
            else
                AppendLine(parts.Value, into);
        }

        into.Append("}"u8);
    }

    /// <summary>In a stream each call says which it is.</summary>
    private static void WriteCalls(ReadOnlySpan<byte> calls, PooledBuffer into)
    {
        var list = new JsonMerge.Separated(into, "["u8);
        var index = 0;
        Span<byte> digits = stackalloc byte[11];
        for (var parts = new JsonParts(calls); parts.MoveNext(); index++)
        {
            list.Next();
            if (parts.Value is not [(byte)'{', ..] || !JsonParts.Find(parts.Value, "index"u8).IsEmpty)
            {
                AppendLine(parts.Value, into);
                continue;
            }

            System.Buffers.Text.Utf8Formatter.TryFormat(index, digits, out var length);
            into.Append("{\"index\":"u8);
            into.Append(digits[..length]);
            into.Append(new JsonParts(parts.Value).MoveNext() ? ","u8 : []);
            AppendLine(parts.Value[1..], into);
        }

        into.Append("]"u8);
    }

    /// <summary>A frame's data is one line: the space between JSON's tokens may be any, and a line's end within a string is written as an escape.</summary>
    private static void AppendLine(ReadOnlySpan<byte> json, PooledBuffer into)
    {
        while (json.IndexOfAny("\r\n"u8) is >= 0 and var at)
        {
            into.Append(json[..at]);
            into.Append(" "u8);
            json = json[(at + 1)..];
        }

        into.Append(json);
    }
}
