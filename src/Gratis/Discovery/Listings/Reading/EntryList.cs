using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>The entries of one array: the good ones, and why others are not.</summary>
internal sealed class EntryList
{
    public const int MostModels = 5_000;

    private readonly ImmutableArray<ListedModel>.Builder _models = ImmutableArray.CreateBuilder<ListedModel>();
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Reasons _reasons = new();
    private int _count;

    /// <summary>Nothing was in the array.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Reads the array under the reader.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (++_count > MostModels)
                reader.Skip();
            else
                ReadEntry(ref reader);
        }
    }

    /// <summary>What is taken of it.</summary>
    public ListingReading Finish()
    {
        if (_count > MostModels)
            return ListingReading.Unusable(string.Create(CultureInfo.InvariantCulture, $"The answer lists {_count:N0} models; more than {MostModels:N0} are not believed."));
        if (_count == 0)
            return ListingReading.Unusable("The answer lists no models.");

        return _models.Count == 0
            ? ListingReading.Unusable($"The answer lists no model that can be used: {_reasons.First}.") with { Ignored = _reasons.ToImmutable() }
            : new ListingReading(_models.DrainToImmutable(), IsUsable: true, Problem: null, _reasons.ToImmutable());
    }

    private void ReadEntry(ref Utf8JsonReader reader)
    {
        var draft = new EntryDraft();
        EntryReader.Read(ref reader, draft);
        var model = draft.Finish(fallbackId: null, out var problem);
        if (model is null)
            Ignore(draft.Id ?? draft.Name, problem!);
        else if (_ids.Add(model.Id))
            _models.Add(model);
        else
            Ignore(model.Id, "it is listed twice");
    }

    private void Ignore(string? id, string why) => _reasons.Add(string.Create(CultureInfo.InvariantCulture, $"entry {_count:N0}"), id, why);
}
