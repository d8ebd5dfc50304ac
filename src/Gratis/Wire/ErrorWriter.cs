using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gratis.Wire;

/// <summary>Writes errors the way OpenAI clients read them.</summary>
internal static class ErrorWriter
{
    // The answer is JSON by its content type and never lands in HTML: messages stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <paramref name="error"/> as a body.</summary>
    public static void Write(IBufferWriter<byte> output, GatewayError error)
    {
        using Utf8JsonWriter json = new(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, error.Type);
        json.WriteString("code"u8, error.Code);
        json.WriteString("param"u8, error.Param);
        if (error.RequestId is { } id)
        {
            json.WriteString("request_id"u8, id);
        }

        WriteCapabilities(json, error.RequiredCapabilities);
        WriteAttempts(json, error.Attempts);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes <paramref name="error"/> as a frame of an event stream. JSON escapes line feeds, so one data line holds it.</summary>
    public static void WriteFrame(IBufferWriter<byte> output, GatewayError error)
    {
        output.Write("data: "u8);
        Write(output, error);
        output.Write("\n\n"u8);
    }

    private static void WriteCapabilities(Utf8JsonWriter json, IReadOnlyList<string>? capabilities)
    {
        if (capabilities is null)
        {
            return;
        }

        json.WriteStartArray("required_capabilities"u8);
        foreach (string capability in capabilities)
        {
            json.WriteStringValue(capability);
        }

        json.WriteEndArray();
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<AttemptSummary>? attempts)
    {
        if (attempts is null)
        {
            return;
        }

        json.WriteStartArray("attempts"u8);
        foreach (AttemptSummary attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteString("route"u8, attempt.Route);
            json.WriteString("verdict"u8, attempt.Verdict);
            if (attempt.Status is { } status)
            {
                json.WriteNumber("status"u8, status);
            }
            else
            {
                json.WriteNull("status"u8);
            }

            json.WriteNumber("ms"u8, attempt.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
