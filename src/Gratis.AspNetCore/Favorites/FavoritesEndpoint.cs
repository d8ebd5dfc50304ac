using Gratis.Hosting;
using Gratis.Hosting.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Favorites;

/// <summary>
/// <c>/admin/api/favorite-free-models</c>: the models that lead wherever free routes serve. Only the owner ever changes them: one that is
/// not free any more keeps its place for when it is again.
/// </summary>
internal sealed class FavoritesEndpoint(GratisEngine engine, CatalogKeeper keeper, OwnerEdits edits)
{
    public const string Path = "/admin/api/favorite-free-models";

    /// <summary>Those that count now, whether the config names them or they were named here.</summary>
    public async Task GetAsync(HttpContext context)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("favorite_free_models");
        foreach (var name in keeper.Current.Favorites)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task PutAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, FavoritesBody.Read) is not { } favorites)
            return;

        await edits.FavorAsync(new FavoritesEdit(favorites, FavoritesEdit.Fingerprint(keeper.Options.FavoriteFreeModels)), context.RequestAborted);
        await GetAsync(context);
    }
}
