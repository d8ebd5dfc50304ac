using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gratis.Wire;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads vectors, as numbers or in Base64, into the order of their texts.</summary>
internal struct EmbeddingParser
{
    private const int FirstGuess = 1024;

    private readonly float[]?[] _vectors;
    private string? _model;
    private UsageDetails? _usage;
    private int _dimensions;

    private EmbeddingParser(int texts) => (_vectors, _dimensions) = (new float[texts][], FirstGuess);

    /// <param name="answer">What the engine found good.</param>
    /// <param name="texts">How many texts were sent.</param>
    /// <param name="wanted">How long the vectors shall be; null: as they come.</param>
    /// <exception cref="GratisException">Vectors are missing, or of another length than was asked for: with others they could not be compared.</exception>
    public static GeneratedEmbeddings<Embedding<float>> Read(GratisAnswer answer, int texts, int? wanted)
    {
        var parser = new EmbeddingParser(texts);
        parser.ReadAll(answer.Body.Span);
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(texts) { Usage = parser._usage, AdditionalProperties = GratisProperties.Of(answer) };
        foreach (var vector in parser._vectors)
        {
            if (vector is null)
                throw Invalid(answer, $"{answer.Route} sent {parser._vectors.Count(v => v is not null)} vectors for {texts} texts.");
            if (wanted is { } length && vector.Length != length)
                throw Invalid(answer, $"{answer.Route} sent vectors of {vector.Length} dimensions, but {length} were asked for. Ask for a model that can do so, or leave the dimensions out.");
            embeddings.Add(new Embedding<float>(vector) { ModelId = parser._model ?? answer.Model });
        }

        return embeddings;
    }

    private void ReadAll(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                ReadItems(ref reader);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                _model = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                _usage = UsageParser.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private void ReadItems(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        for (var place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadItem(ref reader, place);
            else
                reader.Skip();
        }
    }

    private void ReadItem(ref Utf8JsonReader reader, int place)
    {
        float[]? vector = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("embedding"u8))
            {
                reader.Read();
                vector = ReadVector(ref reader);
            }
            else
            {
                var isIndex = reader.ValueTextEquals("index"u8);
                reader.Read();
                if (isIndex && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index))
                    place = index;
                reader.Skip();
            }
        }

        if (place >= 0 && place < _vectors.Length)
            _vectors[place] = vector;
    }

    private float[]? ReadVector(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.TryGetBytesFromBase64(out var bytes) && bytes.Length % sizeof(float) == 0 ? Floats(bytes) : null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var vector = new float[_dimensions];
        var length = 0;
        var isWhole = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (length == vector.Length)
                Array.Resize(ref vector, length * 2);
            isWhole &= reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out vector[length++]);
            reader.Skip();
        }

        // The vectors of one answer are of one length, so that only the first is ever copied.
        _dimensions = Math.Max(1, length);
        if (length != vector.Length)
            Array.Resize(ref vector, length);
        return isWhole ? vector : null;
    }

    private static float[] Floats(byte[] bytes)
    {
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var floats = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < floats.Length; i++)
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return floats;
    }

    private static GratisException Invalid(GratisAnswer answer, string message) =>
        GratisException.Of(new GatewayError(502, "invalid_answer", "server_error", message) { RequestId = answer.RequestId, Attempts = answer.Attempts });
}
