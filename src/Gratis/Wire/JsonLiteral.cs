using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gratis.Wire;

/// <summary>JSON string literals made ahead of time, so that nothing is encoded on the hot path.</summary>
internal static class JsonLiteral
{
    /// <summary><paramref name="text"/> as UTF-8 JSON, quotes included.</summary>
    public static byte[] Of(string text)
    {
        ReadOnlySpan<byte> encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        byte[] literal = new byte[encoded.Length + 2];
        literal[0] = literal[^1] = (byte)'"';
        encoded.CopyTo(literal.AsSpan(1));
        return literal;
    }
}
