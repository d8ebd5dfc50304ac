using System.Text.Json;

namespace Gratis.Wire;

/// <summary>Tells an error from an empty field that merely bears the name.</summary>
internal static class ErrorMark
{
    /// <summary>Where the error under <paramref name="reader"/> lies; an empty range for null, false, an empty string or an empty object.</summary>
    public static ByteRange Read(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                int depth = reader.CurrentDepth;
                reader.Read();
                bool holdsSomething = reader.CurrentDepth > depth;
                while (reader.CurrentDepth > depth)
                {
                    reader.Read();
                }

                return holdsSomething ? new ByteRange(start, (int)reader.BytesConsumed - start) : default;

            case JsonTokenType.String when !reader.ValueSpan.IsEmpty:
            case JsonTokenType.Number or JsonTokenType.True:
                return new ByteRange(start, (int)reader.BytesConsumed - start);

            default:
                return default;
        }
    }
}
