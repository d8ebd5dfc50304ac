using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Stores;

namespace Gratis.Storage.Requests;

/// <summary>What is read of a request only when somebody opens it, compressed.</summary>
internal static class Packed
{
    public static byte[] Plan(LoggedPlan plan) => Deflate(JsonSerializer.SerializeToUtf8Bytes(plan, PackedJson.Default.LoggedPlan));

    public static byte[] Bodies(LoggedBodies bodies) => Deflate(JsonSerializer.SerializeToUtf8Bytes(bodies, PackedJson.Default.LoggedBodies));

    /// <summary>The plan; null where it cannot be read.</summary>
    public static LoggedPlan? ReadPlan(byte[] packed) => Read(packed, static json => JsonSerializer.Deserialize(json, PackedJson.Default.LoggedPlan));

    /// <summary>The bodies; null where they cannot be read.</summary>
    public static LoggedBodies? ReadBodies(byte[] packed) => Read(packed, static json => JsonSerializer.Deserialize(json, PackedJson.Default.LoggedBodies));

    private static byte[] Deflate(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest)) deflate.Write(json);
        return packed.ToArray();
    }

    private static T? Read<T>(byte[] packed, Func<Stream, T?> read)
        where T : class
    {
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            return read(inflate);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            // A part of one request that another release wrote, or a disk spoiled: the rest of it is still worth showing.
            return null;
        }
    }
}

/// <summary>How plans and bodies are spelled.</summary>
[JsonSerializable(typeof(LoggedPlan))]
[JsonSerializable(typeof(LoggedBodies))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class PackedJson : JsonSerializerContext;
