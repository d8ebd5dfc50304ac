using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Gratis.Catalog;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>A request whose bound left its model no room for an answer, with a larger one. Pure.</summary>
internal static class LargerBudget
{
    private const int Factor = 16;
    private const int Most = 16_384;

    /// <summary>The request with room for both thoughts and answer; null where the client set no bound, or the route allows no larger one.</summary>
    public static GatewayRequest? For(GatewayRequest request, Route route)
    {
        if (request.Facts.MaxOutputTokens is not { } given || Math.Min(route.MaxOutput ?? Most, Most) is var most && most <= given)
            return null;

        var body = Write(request.Body.Span[request.Facts.BodyStart..], (int)Math.Min((long)given * Factor, most));
        return RequestReader.TryRead(body, request.Operation, out var facts, out _) ? request.WithBody(body, facts) : null;
    }

    /// <summary>The body with another number wherever its bound stands; every other byte as it was.</summary>
    private static byte[] Write(ReadOnlySpan<byte> json, int bound)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(bound, digits, out var length);
        var written = new ArrayBufferWriter<byte>(json.Length + (2 * digits.Length));
        var at = 0;
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isBound = reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("max_completion_tokens"u8);
            reader.Read();
            if (isBound && reader.TokenType == JsonTokenType.Number)
            {
                written.Write(json[at..(int)reader.TokenStartIndex]);
                written.Write(digits[..length]);
                at = (int)reader.BytesConsumed;
            }

            reader.Skip();
        }

        written.Write(json[at..]);
        return written.WrittenSpan.ToArray();
    }
}
