using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Catalog;
using Gratis.Stores;

namespace Gratis.Hosting.Catalogue;

/// <summary>
/// Everything that the owner changed over the API or the console: the third layer, which neither an upgrade nor anything that is found
/// out ever touches. A change that returned is on disk.
/// </summary>
internal sealed class OwnerEdits(ISettingsStore? store = null) : IDisposable
{
    public const string RoutePrefix = "catalogue/route/";
    public const string OrderKey = "catalogue/order";
    public const string FavoritesKey = "catalogue/favorites";

    private readonly SemaphoreSlim _saving = new(1);

    /// <summary>As it stands now.</summary>
    public OwnerEditsSnapshot Current { get; private set; } = OwnerEditsSnapshot.Empty;

    /// <summary>Something was changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Takes up what was changed before, or by another replica since.</summary>
    public async ValueTask LoadAsync(CancellationToken cancel)
    {
        await _saving.WaitAsync(cancel);
        try
        {
            Current = await ReadAsync(cancel);
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Takes up what somebody else has changed.</summary>
    public ValueTask ReloadAsync(CancellationToken cancel) => SaveAsync(static current => new(current), cancel);

    /// <summary>Changes one route.</summary>
    public ValueTask EditAsync(string routeId, Func<RouteEdit, RouteEdit> change, CancellationToken cancel) =>
        SaveAsync(current => ChangeAsync(current, routeId, change, cancel), cancel);

    /// <summary>Puts routes into the owner's order, best first; none: as they come.</summary>
    public ValueTask OrderAsync(ImmutableArray<string> routeIds, CancellationToken cancel) => SaveAsync(current => PlaceAsync(current, routeIds, cancel), cancel);

    /// <summary>Puts routes into the owner's order and switches some on or off, as one change of the catalogue.</summary>
    public ValueTask ArrangeAsync(ImmutableArray<string> routeIds, IReadOnlyDictionary<string, bool> switched, DateTimeOffset at, CancellationToken cancel) => SaveAsync(async current =>
    {
        foreach (var (id, isOn) in switched)
            current = await ChangeAsync(current, id, edit => edit with { Enabled = isOn, At = at }, cancel);
        return await PlaceAsync(current, routeIds, cancel);
    }, cancel);

    /// <summary>Names the owner's favourites in place of those of the file.</summary>
    public ValueTask FavorAsync(FavoritesEdit favorites, CancellationToken cancel) => SaveAsync(async current =>
    {
        await KeepAsync(FavoritesKey, JsonSerializer.Serialize(favorites, EditJson.Default.FavoritesEdit), cancel);
        return current with { Favorites = favorites };
    }, cancel);

    /// <summary>Takes back every change of a route and of the order; favourites are no part of the catalogue.</summary>
    public ValueTask ResetAsync(CancellationToken cancel) => SaveAsync(async current =>
    {
        foreach (var id in current.Routes.Keys)
            await KeepAsync(RoutePrefix + id, null, cancel);
        await KeepAsync(OrderKey, null, cancel);
        return current with { Routes = OwnerEditsSnapshot.Empty.Routes, Order = [] };
    }, cancel);

    public void Dispose() => _saving.Dispose();

    private async ValueTask<OwnerEditsSnapshot> ReadAsync(CancellationToken cancel)
    {
        if (store is null)
            return Current;

        var routes = OwnerEditsSnapshot.Empty.Routes.ToBuilder();
        foreach (var setting in await store.FindAll(RoutePrefix, cancel))
            routes[setting.Key[RoutePrefix.Length..]] = Read(setting.Value, EditJson.Default.StoredRouteEdit).ToEdit();
        var order = await store.Find(OrderKey, cancel);
        var favorites = await store.Find(FavoritesKey, cancel);
        return new OwnerEditsSnapshot(
            routes.ToImmutable(),
            order is null ? [] : [.. Read(order.Value, EditJson.Default.StringArray)],
            favorites is null ? null : Read(favorites.Value, EditJson.Default.FavoritesEdit));
    }

    private async ValueTask<OwnerEditsSnapshot> ChangeAsync(OwnerEditsSnapshot current, string routeId, Func<RouteEdit, RouteEdit> change, CancellationToken cancel)
    {
        var id = routeId.ToLowerInvariant();
        var edit = change(current.Routes.GetValueOrDefault(id) ?? new RouteEdit());
        await KeepAsync(RoutePrefix + id, edit.IsEmpty ? null : JsonSerializer.Serialize(StoredRouteEdit.Of(edit), EditJson.Default.StoredRouteEdit), cancel);
        return current with { Routes = edit.IsEmpty ? current.Routes.Remove(id) : current.Routes.SetItem(id, edit) };
    }

    private async ValueTask<OwnerEditsSnapshot> PlaceAsync(OwnerEditsSnapshot current, ImmutableArray<string> routeIds, CancellationToken cancel)
    {
        await KeepAsync(OrderKey, routeIds.IsEmpty ? null : JsonSerializer.Serialize([.. routeIds], EditJson.Default.StringArray), cancel);
        return current with { Order = routeIds };
    }

    private async ValueTask SaveAsync(Func<OwnerEditsSnapshot, ValueTask<OwnerEditsSnapshot>> change, CancellationToken cancel)
    {
        await _saving.WaitAsync(cancel);
        try
        {
            // Read anew: a change is of what stands, and another replica may have changed it since.
            Current = await change(await ReadAsync(cancel));
        }
        finally
        {
            _saving.Release();
        }

        Changed?.Invoke();
    }

    private async ValueTask KeepAsync(string key, string? value, CancellationToken cancel)
    {
        if (store is null)
            return;
        if (value is null)
            await store.Remove(key, cancel);
        else
            await store.Save(key, value, cancel);
    }

    private static T Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"A stored change of the catalogue is null: '{json}'.");
}

/// <summary>The owner's changes at one instant.</summary>
/// <param name="Routes">By route id in lower case.</param>
/// <param name="Order">The owner's order, best first; empty where they left it to the ranking.</param>
/// <param name="Favorites">The favourites, where they were changed over the API.</param>
internal sealed record OwnerEditsSnapshot(ImmutableDictionary<string, RouteEdit> Routes, ImmutableArray<string> Order, FavoritesEdit? Favorites)
{
    /// <summary>At the end of an order: all other routes, which follow by their score. No route has such an id.</summary>
    public const string Rest = "*";

    /// <summary>The favourites that count: those named over the API, until the file names others than it did then.</summary>
    public IEnumerable<string> FavoritesOver(IEnumerable<string> inFile) =>
        Favorites is { } edit && edit.InFile == FavoritesEdit.Fingerprint(inFile) ? edit.Models : inFile;

    public static OwnerEditsSnapshot Empty { get; } = new(ImmutableDictionary.Create<string, RouteEdit>(StringComparer.OrdinalIgnoreCase), [], null);
}

/// <summary>Favourites that were named over the API.</summary>
/// <param name="Models">Best first.</param>
/// <param name="InFile">The file's own value then: when that changes, the file's counts again.</param>
internal sealed record FavoritesEdit(string[] Models, string InFile)
{
    /// <summary>What is remembered of the file's value.</summary>
    public static string Fingerprint(IEnumerable<string> inFile) => string.Join('\n', inFile);
}

/// <summary>A change of a route as it is stored.</summary>
internal sealed record StoredRouteEdit(bool? Enabled, bool? Free, string? FreeInFile, string[]? Can, string[]? Cannot, DateTimeOffset At)
{
    public static StoredRouteEdit Of(RouteEdit edit) => new(
        edit.Enabled, edit.Free, edit.FreeInFile, [.. CapabilityNames.NamesOf(edit.Capabilities.Supported)], [.. CapabilityNames.NamesOf(edit.Capabilities.Unsupported)], edit.At);

    public RouteEdit ToEdit() => new() { Enabled = Enabled, Free = Free, FreeInFile = FreeInFile, Capabilities = new(Parse(Can), Parse(Cannot)), At = At };

    private static Capability Parse(string[]? names) => (names ?? []).Aggregate(Capability.None, static (all, name) => all | CapabilityNames.Parse(name));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredRouteEdit))]
[JsonSerializable(typeof(FavoritesEdit))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class EditJson : JsonSerializerContext;
