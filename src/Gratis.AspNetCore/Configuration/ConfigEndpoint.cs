using System.Text.Json;
using System.Text.Json.Nodes;
using Gratis.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Configuration;

/// <summary><c>/admin/api/config</c>: what is in force and who said it, the owner's changes over the API included.</summary>
internal sealed class ConfigEndpoint(ShowConfig show, CatalogKeeper keeper, OwnerEdits edits)
{
    public const string Path = "/admin/api/config";

    private const string Favorites = "favorite_free_models";

    public async Task GetAsync(HttpContext context)
    {
        var config = show();
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
