using System.Buffers.Binary;
using System.Collections.Immutable;
using Gratis.Health.Measures;

namespace Gratis.Storage;

/// <summary>The weights of times to the first token as bytes, the same on every machine.</summary>
internal static class FirstTokensBlob
{
    /// <summary>The bytes.</summary>
    public static byte[] Encode(ImmutableArray<float> weights)
    {
        byte[] blob = new byte[weights.Length * sizeof(float)];
        for (int i = 0; i < weights.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(blob.AsSpan(i * sizeof(float)), weights[i]);
        return blob;
    }

    /// <summary>The weights; null where the bytes are something else.</summary>
    public static ImmutableArray<float>? Decode(ReadOnlySpan<byte> blob)
    {
        if (blob.Length != FirstTokens.Buckets * sizeof(float)) return null;
        var weights = ImmutableArray.CreateBuilder<float>(FirstTokens.Buckets);
        for (; !blob.IsEmpty; blob = blob[sizeof(float)..])
        {
            float weight = BinaryPrimitives.ReadSingleLittleEndian(blob);
            if (!float.IsFinite(weight) || weight < 0) return null;
            weights.Add(weight);
        }

        return weights.MoveToImmutable();
    }
}
