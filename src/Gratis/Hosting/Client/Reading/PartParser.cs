using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads the content of a message: a text, or a list of parts.</summary>
internal static class PartParser
{
    private const string AnyImage = "image/*";

    public static void Read(ref Utf8JsonReader reader, IList<AIContent> contents)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                if (JsonText.Of(ref reader) is { Length: > 0 } text)
                    contents.Add(new TextContent(text));
                break;

            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    ReadPart(ref reader, contents);
                break;

            default:
                reader.Skip();
                break;
        }
    }

    private static void ReadPart(ref Utf8JsonReader reader, IList<AIContent> contents)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Read(ref reader, contents);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                Read(ref reader, contents);
            }
            else if (reader.ValueTextEquals("thinking"u8))
            {
                reader.Read();
                ReadThoughts(ref reader, contents);
            }
            else if (reader.ValueTextEquals("image_url"u8))
            {
                reader.Read();
                ReadImage(ref reader, contents);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    /// <summary>Thoughts that are written as parts of their own.</summary>
    private static void ReadThoughts(ref Utf8JsonReader reader, IList<AIContent> contents)
    {
        var thoughts = new List<AIContent>(1);
        Read(ref reader, thoughts);
        foreach (var thought in thoughts)
        {
            if (thought is TextContent text)
                contents.Add(new TextReasoningContent(text.Text));
        }
    }

    private static void ReadImage(ref Utf8JsonReader reader, IList<AIContent> contents)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isUrl = reader.ValueTextEquals("url"u8);
                reader.Read();
                if (isUrl)
                    AddImage(ref reader, contents);
                else
                    reader.Skip();
            }
        }
        else
        {
            AddImage(ref reader, contents);
        }
    }

    private static void AddImage(ref Utf8JsonReader reader, IList<AIContent> contents)
    {
        var address = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        reader.Skip();
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            contents.Add(new DataContent(address));
        else if (Uri.TryCreate(address, UriKind.Absolute, out var uri))
            contents.Add(new UriContent(uri, AnyImage));
    }
}
