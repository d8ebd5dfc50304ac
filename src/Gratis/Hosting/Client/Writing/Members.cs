using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>
/// The top level of a request. A member is written once: what the caller gave as raw JSON comes before what its options say, and that
/// before its additional properties.
/// </summary>
internal sealed class Members(Utf8JsonWriter json)
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Begins a member; false when it is there already.</summary>
    public bool Begin(string name)
    {
        if (!_written.Add(name))
            return false;
        json.WritePropertyName(name);
        return true;
    }

    public void Write(string name, string? value)
    {
        if (value is not null && Begin(name))
            json.WriteStringValue(value);
    }

    public void Write(string name, bool? value)
    {
        if (value is { } known && Begin(name))
            json.WriteBooleanValue(known);
    }

    public void Write(string name, long? value)
    {
        if (value is { } known && Begin(name))
            json.WriteNumberValue(known);
    }

    public void Write(string name, float? value)
    {
        if (value is { } known && Begin(name))
            json.WriteNumberValue(known);
    }

    /// <summary>What a caller's factory made, where that is JSON; what it makes for other clients means nothing here.</summary>
    public void WriteRaw(object? raw)
    {
        switch (raw)
        {
            case JsonElement { ValueKind: JsonValueKind.Object } element:
                foreach (var member in element.EnumerateObject())
                {
                    if (Begin(Allowed(member.Name)))
                        member.Value.WriteTo(json);
                }

                break;

            case JsonObject node:
                foreach (var (name, value) in node)
                    WriteValue(Allowed(name), value);
                break;
        }
    }

    public void WriteAll(AdditionalPropertiesDictionary? properties)
    {
        foreach (var (name, value) in properties ?? [])
            WriteValue(Allowed(name), value);
    }

    private void WriteValue(string name, object? value)
    {
        if (Begin(name))
            JsonValues.Write(json, value);
    }

    /// <summary>How the answer travels, and the conversation itself, are said by the call and by nothing else.</summary>
    private static string Allowed(string name) => name is not ("stream" or "stream_options" or "messages" or "input")
        ? name
        : throw new ArgumentException($"'{name}' cannot be set as an additional or raw member: it follows from the call itself.");
}
