using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>One piece of what a user sends: text, an image, sound, a file.</summary>
internal static class PartWriter
{
    public static void Write(Utf8JsonWriter json, AIContent content)
    {
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                break;

            case DataContent data when data.HasTopLevelMediaType("image"):
                WriteImage(json, data.Uri, data);
                break;

            case UriContent uri when uri.HasTopLevelMediaType("image"):
                WriteImage(json, uri.Uri.AbsoluteUri, uri);
                break;

            case DataContent data when SoundOf(data.MediaType) is { } format:
                json.WriteString("type"u8, "input_audio"u8);
                json.WriteStartObject("input_audio"u8);
                json.WriteString("data"u8, data.Base64Data.Span);
                json.WriteString("format"u8, format);
                json.WriteEndObject();
                break;

            case DataContent data:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("filename"u8, data.Name ?? "file");
                json.WriteString("file_data"u8, data.Uri);
                json.WriteEndObject();
                break;

            case HostedFileContent file:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("file_id"u8, file.FileId);
                json.WriteEndObject();
                break;

            case UriContent uri:
                throw new NotSupportedException($"A {uri.MediaType} cannot be sent as a link, only as DataContent; links to images can.");

            default:
                throw new NotSupportedException($"A message of role 'user' holds {content.GetType().Name}, and no model takes that.");
        }

        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string uri, AIContent content)
    {
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, uri);
        if (content.AdditionalProperties?.TryGetValue("detail", out var detail) == true && detail?.ToString() is { } word)
            json.WriteString("detail"u8, word);
        json.WriteEndObject();
    }

    private static string? SoundOf(string mediaType) => mediaType.ToLowerInvariant() switch
    {
        "audio/wav" or "audio/x-wav" or "audio/wave" => "wav",
        "audio/mpeg" or "audio/mp3" => "mp3",
        "audio/flac" => "flac",
        "audio/ogg" => "ogg",
        _ => null,
    };
}
