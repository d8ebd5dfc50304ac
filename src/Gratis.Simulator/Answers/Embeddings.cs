using System.Buffers.Binary;
using System.Text.Json;

namespace Gratis.Simulator.Answers;

/// <summary>Embeds texts: the same text always becomes the same unit vector, and texts that share words lie closer.</summary>
internal static class Embeddings
{
    private const int MostDimensions = 8192;

    public static void Write(Utf8JsonWriter writer, Call call)
    {
        var root = call.Prompt.Root;
        var dimensions = root.TryGetProperty("dimensions", out var wanted) && wanted.TryGetInt32(out var number) && number is > 0 and <= MostDimensions
            ? number
            : call.Model.Dimensions;
        var base64 = root.TryGetProperty("encoding_format", out var format) && format.ValueEquals("base64");
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        for (var i = 0; i < call.Prompt.Texts.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("object", "embedding");
            writer.WriteNumber("index", i);
            WriteVector(writer, Vector(call.Prompt.Texts[i], dimensions), base64);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model", call.Prompt.Model);
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", call.Answer.InputTokens);
        writer.WriteNumber("total_tokens", call.Answer.InputTokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static float[] Vector(string text, int dimensions)
    {
        var vector = new float[dimensions];
        foreach (var range in text.AsSpan().Split(' '))
            AddWord(vector, text.AsSpan()[range]);

        var length = MathF.Sqrt(vector.Sum(value => value * value));
        for (var i = 0; i < dimensions; i++)
            vector[i] /= length;
        return vector;
    }

    private static void AddWord(float[] vector, ReadOnlySpan<char> word)
    {
        // FNV-1a, then a xorshift walk: no randomness that another run could draw differently.
        var state = 2166136261u;
        foreach (var letter in word)
            state = (state ^ char.ToLowerInvariant(letter)) * 16777619u;
        state |= 1;
        for (var i = 0; i < vector.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            vector[i] += (state / (float)uint.MaxValue) - 0.5f;
        }
    }

    private static void WriteVector(Utf8JsonWriter writer, float[] vector, bool base64)
    {
        if (base64)
        {
            var bytes = new byte[vector.Length * sizeof(float)];
            for (var i = 0; i < vector.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
            writer.WriteBase64String("embedding", bytes);
            return;
        }

        writer.WriteStartArray("embedding");
        foreach (var value in vector)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
