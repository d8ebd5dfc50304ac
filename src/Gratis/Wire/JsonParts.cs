using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// The members of a JSON object, or the elements of an array, as stretches of its bytes. What lies between two commas belongs to one of
/// them, so that some can be left out and others put in without touching a byte of the rest. For JSON that was read before.
/// </summary>
internal ref struct JsonParts
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private Utf8JsonReader _name;
    private int _start;
    private int _valueStart;
    private int _valueEnd;
    private int _end;

    /// <param name="container">An object or an array, from bracket to bracket.</param>
    public JsonParts(ReadOnlySpan<byte> container)
    {
        _json = container;
        _reader = new Utf8JsonReader(container);
        _reader.Read();
    }

    /// <summary>What stands before the value: space, and a member's name.</summary>
    public readonly ReadOnlySpan<byte> Before => _json[_start.._valueStart];

    public readonly ReadOnlySpan<byte> Value => _json[_valueStart.._valueEnd];

    /// <summary>What stands behind the value: space.</summary>
    public readonly ReadOnlySpan<byte> After => _json[_valueEnd.._end];

    /// <summary>Steps to the next; false behind the last.</summary>
    public bool MoveNext()
    {
        _start = _end + 1;
        _reader.Read();
        if (_reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            return false;
        if (_reader.TokenType == JsonTokenType.PropertyName)
        {
            _name = _reader;
            _reader.Read();
        }

        _valueStart = (int)_reader.TokenStartIndex;
        _reader.Skip();
        _valueEnd = (int)_reader.BytesConsumed;
        _end = _valueEnd + _json[_valueEnd..].IndexOfAny(",}]"u8);
        return true;
    }

    /// <summary>Whether the member has this name, however it is spelled.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> name) => _name.ValueTextEquals(name);

    /// <summary>The value of the member of this name; empty where the object has none, and for what is no object.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> container, ReadOnlySpan<byte> name)
    {
        if (container is not [(byte)'{', ..])
            return [];
        var parts = new JsonParts(container);
        while (parts.MoveNext())
        {
            if (parts.IsNamed(name))
                return parts.Value;
        }

        return [];
    }
}
