using System.Text.Json;
using System.Text.Json.Nodes;
using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Configuration;

/// <summary><c>/admin/api/config</c>: what is in force and who said it, the owner's changes over the API included, and where those are made.</summary>
internal sealed class ConfigEndpoint(GratisEngine engine, ConfigDoors doors, CatalogKeeper keeper, OwnerEdits edits)
{
    public const string Path = "/admin/api/config";

    private const string Favorites = "favorite_free_models";

    public async Task GetAsync(HttpContext context)
    {
        var config = doors.Show();
        config.Values[Favorites] = new JsonArray([.. keeper.Current.Favorites.Select(name => JsonValue.Create(name))]);
        if (edits.Current.Favorites is { } named && named.InFile == FavoritesEdit.Fingerprint(keeper.Options.FavoriteFreeModels))
            config.Sources[Favorites] = new ShownSource("api", null, []);

        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        foreach (var (key, value) in config.Values)
        {
            json.WritePropertyName(key);
            if (value is null)
                json.WriteNullValue();
            else
                value.WriteTo(json);
        }

        json.WriteStartObject("sources");
        foreach (var (key, source) in config.Sources)
            Write(json, key, source);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A merge patch in the shape of the config: a value changes a key, null takes a change back.</summary>
    public async Task PatchAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, static body => new Patch(body.Clone())) is not { } patch)
            return;
        if (await doors.Change(patch.Body, context.RequestAborted) is { } refusal)
            await ErrorResponse.WriteAsync(context, refusal);
        else
            await GetAsync(context);
    }

    /// <summary>What keys there are, and what may stand at each.</summary>
    public async Task SchemaAsync(HttpContext context)
    {
        context.Response.ContentType = "application/schema+json";
        await context.Response.WriteAsync(doors.Schema(), context.RequestAborted);
    }

    private sealed record Patch(JsonElement Body);

    private static void Write(Utf8JsonWriter json, string key, ShownSource source)
    {
        json.WriteStartObject(key);
        json.WriteString("layer", source.Layer);
        json.WriteString("at", source.At);
        json.WriteStartArray("variables");
        foreach (var variable in source.Variables)
            json.WriteStringValue(variable);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
