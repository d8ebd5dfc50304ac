using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Import.Writing;

/// <summary>An import for programs. It holds no secret.</summary>
internal static class ImportReport
{
    public static void Write(TextWriter output, Imported imported, ImportRequest request) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("file", request.Into);
        json.WriteString("yaml", imported.Yaml);
        json.WriteStartArray("remarks");
        foreach (var remark in imported.Remarks)
            Write(json, remark);
        json.WriteEndArray();
        json.WriteStartArray("variables");
        foreach (var variable in imported.Variables)
            Write(json, variable);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Remark remark)
    {
        json.WriteStartObject();
        json.WriteNumber("line", remark.Line);
        json.WriteString("key", remark.Key);
        json.WriteString("message", remark.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NeededVariable variable)
    {
        json.WriteStartObject();
        json.WriteString("name", variable.Name);
        json.WriteString("purpose", variable.Purpose);
        json.WriteBoolean("in_clear", variable.Secret is not null);
        json.WriteEndObject();
    }
}
