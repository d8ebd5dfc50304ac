using System.Text.Json;
using Gratis.AspNetCore.Auditing;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Upkeep;

/// <summary><c>POST /admin/api/import</c>: a config of ours out of that of another system. Nothing is changed but where that is wished, and no secret comes back.</summary>
internal sealed class ImportEndpoint(GratisEngine engine, IUpkeep upkeep)
{
    public const string Path = "/admin/api/import";

    public async Task InvokeAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, Read) is not { } wish)
            return;
        AuditNotes.Call(context, "import");
        var (config, refusal) = upkeep.Import(wish);
        if (config is null)
        {
            await ErrorResponse.WriteAsync(context, refusal!);
            return;
        }

        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteString("config", config.Yaml);
        json.WriteStartArray("remarks");
        foreach (var remark in config.Remarks)
        {
            json.WriteStartObject();
            json.WriteNumber("line", remark.Line);
            json.WriteString("key", remark.Key);
            json.WriteString("message", remark.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("variables");
        foreach (var variable in config.Variables)
        {
            json.WriteStartObject();
            json.WriteString("name", variable.Name);
            json.WriteString("purpose", variable.Purpose);
            json.WriteBoolean("in_source", variable.IsInSource);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ImportWish Read(JsonElement body)
    {
        var wish = new ImportWish("", "the file", "", IsSaved: false);
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException("The body must be an object: {\"system\": \"litellm\", \"text\": \"…\"}.");
        foreach (var member in body.EnumerateObject())
        {
            wish = member.Name switch
            {
                "system" => wish with { System = TextOf(member) },
                "name" => wish with { Name = TextOf(member) },
                "text" => wish with { Text = TextOf(member) },
                "save" => wish with { IsSaved = OwnerBody.TriState(member) ?? false },
                _ => throw new FormatException($"There is no {member.Name} here; system, name, text and save are known."),
            };
        }

        return wish.System.Length > 0 ? wish : throw new FormatException("system is missing: litellm, openmux, llmproxy, freerouter or env.");
    }

    private static string TextOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String
        ? member.Value.GetString()!
        : throw new FormatException($"{member.Name} must be a text.");
}
