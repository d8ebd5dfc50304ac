using System.Text.Json;
using Gratis.Wire;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads the error event in which a broken stream ends. It is the engine's own: whatever an upstream said is in its words already.</summary>
internal static class ErrorParser
{
    public static GatewayError Read(ReadOnlySpan<byte> payload, GratisAnswer answer)
    {
        var error = GatewayError.StreamBroken("The stream broke off.");
        var reader = new Utf8JsonReader(payload);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2)
                continue;
            if (reader.ValueTextEquals("message"u8) && Text(ref reader) is { } message)
                error = error with { Message = message };
        }

        return error with { RequestId = answer.RequestId, Attempts = answer.Attempts };
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }
}
