using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Pool.Formats;

/// <summary>A file that is generated from its first character to its last.</summary>
internal sealed class JsonFormat : PoolFormat
{
    public override string Whole(MadePool pool, PoolRecipe recipe)
    {
        using var text = new StringWriter { NewLine = "\n" };
        JsonText.Write(text, json =>
        {
            json.WriteStartObject();
            json.WriteString("pool", "primary");
            json.WriteString("profile", PoolWords.NameOf(recipe.Profile));
            json.WriteStartArray("models");
            foreach (var member in pool.Members)
                PoolJson.WriteMember(json, member);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return text.ToString().ReplaceLineEndings("\n");
    }

    public override bool TryOpen(string text, PoolRecipe recipe, [NotNullWhen(true)] out PoolPage? page, [NotNullWhen(false)] out string? problem)
    {
        page = null;
        problem = null;
        try
        {
            using var json = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("models", out var models) && models.ValueKind == JsonValueKind.Array)
            {
                page = new PoolPage([.. models.EnumerateArray().Select(ModelOf).OfType<string>()], pool => Whole(pool, recipe));
                return true;
            }
        }
        catch (JsonException)
        {
            // The same answer as for JSON that is something else.
        }

        problem = "It is no pool: an object with an array 'models' was expected. It would be replaced whole; name a file that 'gratis pool generate --format json' made, or a new one.";
        return false;
    }

    private static string? ModelOf(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String && model.GetString() is { } target
            ? ModelKey.ListedId(target)
            : null;
}
