using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Stores;

namespace Gratis.Gateway.Configuration.Edits;

/// <summary>Keeps the owner's changes of the config: all of them in one value, so that a change is made whole or not at all.</summary>
internal sealed class ConfigEditStore(ISettingsStore settings)
{
    public const string Key = "config/edits";

    /// <inheritdoc cref="ISettingsStore.IsShared"/>
    public bool IsShared => settings.IsShared;

    public async ValueTask<ImmutableArray<ConfigEdit>> LoadAsync(CancellationToken cancel)
    {
        if (await settings.Find(Key, cancel) is not { } stored)
            return [];
        var edits = JsonSerializer.Deserialize(stored.Value, StoredEdits.Default.StoredEditArray) ?? throw new InvalidDataException("The stored changes of the config are null.");
        return [.. edits.Select(edit => new ConfigEdit([.. edit.Path], edit.Value, edit.InFile, edit.At))];
    }

    public async ValueTask SaveAsync(ImmutableArray<ConfigEdit> edits, CancellationToken cancel)
    {
        if (edits.IsEmpty)
            await settings.Remove(Key, cancel);
        else
            await settings.Save(Key, JsonSerializer.Serialize([.. edits.Select(edit => new StoredEdit([.. edit.Path], edit.Value, edit.InFile, edit.At))], StoredEdits.Default.StoredEditArray), cancel);
    }
}

/// <summary>A change as it is stored.</summary>
internal sealed record StoredEdit(string[] Path, JsonElement Value, string InFile, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredEdit[]))]
internal sealed partial class StoredEdits : JsonSerializerContext;
