using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// Lays one JSON value over another: objects member by member, of which null takes one away; lists by adding what is not there;
/// everything else replaces. Things that name a <c>type</c> are the same thing only where the types are. What is not touched keeps its bytes.
/// </summary>
internal static class JsonMerge
{
    /// <summary>Writes <paramref name="body"/> with <paramref name="over"/> laid over it.</summary>
    public static void Write(ReadOnlySpan<byte> body, JsonElement over, PooledBuffer into)
    {
        if (over.ValueKind == JsonValueKind.Object && body is [(byte)'{', ..] && IsSameThing(body, over))
            WriteObject(body, over, into);
        else if (over.ValueKind == JsonValueKind.Array && body is [(byte)'[', ..])
            WriteArray(body, over, into);
        else
            into.Append(JsonMarshal.GetRawUtf8Value(over));
    }

    /// <summary>Writes a member that is not there yet.</summary>
    public static void WriteMember(JsonProperty member, PooledBuffer into)
    {
        into.Append("\""u8);
        into.Append(JsonMarshal.GetRawUtf8PropertyName(member));
        into.Append("\":"u8);
        into.Append(JsonMarshal.GetRawUtf8Value(member.Value));
    }

    /// <summary>What is laid over the member that <paramref name="parts"/> stands on; undefined where nothing is.</summary>
    public static JsonElement Over(JsonElement over, in JsonParts parts)
    {
        foreach (var member in over.EnumerateObject())
        {
            if (parts.IsNamed(JsonMarshal.GetRawUtf8PropertyName(member)))
                return member.Value;
        }

        return default;
    }

    /// <summary>Whether both name the same type, or <paramref name="over"/> names none.</summary>
    public static bool IsSameThing(ReadOnlySpan<byte> body, JsonElement over) =>
        !over.TryGetProperty("type"u8, out var type) || JsonParts.Find(body, "type"u8).SequenceEqual(JsonMarshal.GetRawUtf8Value(type));

    private static void WriteObject(ReadOnlySpan<byte> body, JsonElement over, PooledBuffer into)
    {
        var list = new Separated(into, "{"u8);
        foreach (var member in over.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || !JsonParts.Find(body, JsonMarshal.GetRawUtf8PropertyName(member)).IsEmpty)
                continue;
            list.Next();
            WriteMember(member, into);
        }

        var parts = new JsonParts(body);
        while (parts.MoveNext())
        {
            var laid = Over(over, parts);
            if (laid.ValueKind == JsonValueKind.Null)
                continue;
            list.Next();
            into.Append(parts.Before);
            if (laid.ValueKind == JsonValueKind.Undefined)
                into.Append(parts.Value);
            else
                Write(parts.Value, laid, into);
            into.Append(parts.After);
        }

        into.Append("}"u8);
    }

    private static void WriteArray(ReadOnlySpan<byte> body, JsonElement over, PooledBuffer into)
    {
        var list = new Separated(into, "["u8);
        var parts = new JsonParts(body);
        while (parts.MoveNext())
        {
            list.Next();
            WriteElement(parts, over, into);
        }

        foreach (var element in over.EnumerateArray())
        {
            if (IsIn(body, element))
                continue;
            list.Next();
            into.Append(JsonMarshal.GetRawUtf8Value(element));
        }

        into.Append("]"u8);
    }

    /// <summary>Writes an element of a list with what is laid over it, where that names the same type.</summary>
    public static void WriteElement(in JsonParts parts, JsonElement over, PooledBuffer into)
    {
        into.Append(parts.Before);
        foreach (var element in over.EnumerateArray())
        {
            if (!IsSame(parts.Value, element))
                continue;
            Write(parts.Value, element, into);
            into.Append(parts.After);
            return;
        }

        into.Append(parts.Value);
        into.Append(parts.After);
    }

    /// <summary>Whether a list holds it already.</summary>
    public static bool IsIn(ReadOnlySpan<byte> list, JsonElement element)
    {
        var parts = new JsonParts(list);
        while (parts.MoveNext())
        {
            if (IsSame(parts.Value, element))
                return true;
        }

        return false;
    }

    /// <summary>Whether an element of a list is the one that is laid over it.</summary>
    public static bool IsSame(ReadOnlySpan<byte> value, JsonElement element) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type"u8, out _)
        ? IsSameThing(value, element)
        : value.SequenceEqual(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>Puts commas between what is written after an opening bracket.</summary>
    public ref struct Separated
    {
        private readonly PooledBuffer _into;
        private bool _any;

        public Separated(PooledBuffer into, ReadOnlySpan<byte> open)
        {
            _into = into;
            into.Append(open);
        }

        public void Next()
        {
            if (_any)
                _into.Append(","u8);
            _any = true;
        }
    }
}
