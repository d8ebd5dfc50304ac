using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>models.dev's catalogue while it is read.</summary>
internal sealed class ModelsDevDraft
{
    private const int MostProviders = 300;
    private const int MostModels = 20_000;

    private readonly Dictionary<string, FrozenDictionary<string, ListedModel>> _providers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Reasons _reasons = new();
    private int _providerCount;
    private int _modelCount;

    /// <summary>Reads the whole answer.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var id = reader.PropertyName();
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadProvider(ref reader, id);
            else
                reader.Skip();
        }
    }

    /// <summary>What is taken of it.</summary>
    public ModelsDevReading Finish()
    {
        if (_providerCount > MostProviders)
            return ModelsDevReading.Unusable(Excess("providers", _providerCount, MostProviders));
        if (_modelCount > MostModels)
            return ModelsDevReading.Unusable(Excess("models", _modelCount, MostModels));

        return _providers.Count == 0
            ? ModelsDevReading.Unusable("The answer describes no models; an object of providers was expected, each with an object of models.") with { Ignored = _reasons.ToImmutable() }
            : new ModelsDevReading(_providers.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), IsUsable: true, Problem: null, _reasons.ToImmutable());
    }

    private void ReadProvider(ref Utf8JsonReader reader, string? id)
    {
        _providerCount++;
        var problem = ListedText.WhyNoId(id);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModels = reader.ValueSpan.SequenceEqual("models"u8);
            reader.Read();
            if (!isModels || reader.TokenType != JsonTokenType.StartObject || problem is not null || _providerCount > MostProviders)
                reader.Skip();
            else
                ReadModels(ref reader, id!);
        }

        if (problem is not null)
            _reasons.Add("a provider", id, problem);
    }

    private void ReadModels(ref Utf8JsonReader reader, string provider)
    {
        var models = new Dictionary<string, ListedModel>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var id = reader.PropertyName();
            reader.Read();
            if (++_modelCount > MostModels || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var draft = new EntryDraft();
            EntryReader.Read(ref reader, draft);
            if (draft.Finish(id ?? "", out var problem) is not { } model)
                _reasons.Add($"a model of {provider}", id, problem!);
            else if (!models.TryAdd(model.Id, model))
                _reasons.Add($"a model of {provider}", id, "it is listed twice");
        }

        if (models.Count > 0 && !_providers.TryAdd(provider, models.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)))
            _reasons.Add("a provider", provider, "it is listed twice");
    }

    private static string Excess(string what, int count, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"The answer describes {count:N0} {what}; more than {most:N0} are not believed.");
}
