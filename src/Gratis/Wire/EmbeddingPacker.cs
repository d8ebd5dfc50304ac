using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// Embeddings as base64 for a client that asked for it, where its provider writes numbers whatever is asked. Some SDKs ask for base64 by
/// themselves and take whatever comes for it: from numbers they would make other numbers. For answers that were read before.
/// </summary>
internal static class EmbeddingPacker
{
    private const int BytesOfUsualVector = 4 * 1024;

    /// <summary>Whether the client wants base64.</summary>
    public static bool IsWanted(RequestFacts facts, ReadOnlySpan<byte> body) =>
        facts.Operation == Operation.Embeddings && facts.MayHaveMember("encoding_format"u8)
        && JsonParts.Find(body[(facts.AfterBrace - 1)..], "encoding_format"u8).SequenceEqual("\"base64\""u8);

    /// <summary>Copies an answer with its numbers in base64 and every other byte as it is; false where there are none, and the copy is of no use.</summary>
    public static bool TryPack(ReadOnlySpan<byte> answer, PooledBuffer packed)
    {
        var start = answer.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(answer[start..]);
        using var vector = new PooledBuffer(BytesOfUsualVector);
        var (copied, isInData) = (0, false);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1)
                isInData = reader.ValueTextEquals("data"u8);
            if (!isInData || reader.CurrentDepth != 3 || !reader.ValueTextEquals("embedding"u8))
                continue;

            reader.Read();
            var from = start + (int)reader.TokenStartIndex;
            if (!ReadNumbers(ref reader, vector))
                continue;
            packed.Append(answer[copied..from]);
            AppendBase64(packed, vector.WrittenSpan);
            copied = start + (int)reader.BytesConsumed;
        }

        packed.Append(answer[copied..]);
        return copied > 0;
    }

    /// <summary>An array of nothing but numbers, as they lie in memory on most machines.</summary>
    private static bool ReadNumbers(ref Utf8JsonReader reader, PooledBuffer vector)
    {
        vector.Consume(vector.Length);
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            BinaryPrimitives.WriteSingleLittleEndian(vector.Free(sizeof(float)).Span, reader.GetSingle());
            vector.Advance(sizeof(float));
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static void AppendBase64(PooledBuffer packed, ReadOnlySpan<byte> bytes)
    {
        packed.Append("\""u8);
        Base64.EncodeToUtf8(bytes, packed.Free(Base64.GetMaxEncodedToUtf8Length(bytes.Length)).Span, out _, out var written);
        packed.Advance(written);
        packed.Append("\""u8);
    }
}
