using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gratis.Catalog.Claims;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>JSON for people and programs: indented, and with controls escaped, so that it is safe on a terminal too.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.BasicLatin) };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>An object, or null where there is none.</summary>
    public static void WriteEvidence(this Utf8JsonWriter json, string name, Evidence? evidence)
    {
        if (evidence is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteEvidence(evidence);
        json.WriteEndObject();
    }

    /// <summary>Its parts, into the object that is open.</summary>
    public static void WriteEvidence(this Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteString("layer", EvidenceWords.Layer(evidence));
        json.WriteSource(evidence);
    }

    /// <summary>The same without the layer.</summary>
    public static void WriteSource(this Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteString("source", evidence.Source.Spell());
        json.WriteString("from", evidence.From);
        json.WriteInstantOrNull("at", evidence.At);
        json.WriteNumber("confidence", evidence.Confidence);
        json.WriteString("detail", evidence.Detail);
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Yes, no, or null where nobody knows.</summary>
    public static void WriteFlag(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
            json.WriteBoolean(name, known);
        else
            json.WriteNull(name);
    }

    public static void WriteInstantOrNull(this Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } known)
            json.WriteString(name, known.UtcDateTime);
        else
            json.WriteNull(name);
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
