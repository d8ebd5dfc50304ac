using System.Text.Json;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Diagnosis.Probes;

namespace Gratis.AspNetCore.Diagnosis;

/// <summary>Whom to look at: a provider, or everybody.</summary>
internal sealed record DiagnosisScope(string? Provider);

/// <summary>Which suggestions are meant: those named, or all of a kind.</summary>
internal sealed record ChosenSuggestions(IReadOnlyList<string> Ids, SuggestedAction? All);

/// <summary>What the owner's requests to a diagnosis say.</summary>
internal static class DiagnosisBody
{
    private const int MostIds = 1_000;

    /// <summary><c>{"provider"}</c>; without it everybody.</summary>
    public static DiagnosisScope Scope(JsonElement body) => new(Member(body, "provider") is { } provider
        ? Text(provider) ?? throw new FormatException("provider must be the id of a provider.")
        : null);

    /// <summary><c>{"suggestion_ids": […]}</c>, or <c>{"all": "remove_route"}</c> in place of every id of that kind.</summary>
    public static ChosenSuggestions Chosen(JsonElement body) => Member(body, "all") is { } all
        ? new ChosenSuggestions([], SuggestedActions.Parse(Text(all)) ?? throw new FormatException("all must be add_route, remove_route or recover_route."))
        : new ChosenSuggestions(Ids(body), null);

    /// <summary><c>{"suggestion_ids": […]}</c>.</summary>
    public static IReadOnlyList<string> Ids(JsonElement body) => Member(body, "suggestion_ids") is { } ids && Texts(ids) is { } texts
        ? texts
        : throw new FormatException($"suggestion_ids must be an array of at most {MostIds} ids of suggestions. GET {DiagnosisEndpoint.Path} lists them.");

    /// <summary><c>{"tags": […]}</c>: what to ask; without it everything there is.</summary>
    public static IReadOnlyList<ProbeKind> Tags(JsonElement body)
    {
        if (Member(body, "tags") is not { } tags)
            return ProbeKinds.Askable;
        ProbeKind?[] kinds = [.. (Texts(tags) ?? []).Select(ProbeKinds.Parse).Distinct()];
        return kinds.Length > 0 && Array.TrueForAll(kinds, static kind => kind is not null)
            ? [.. kinds.Select(static kind => kind!.Value)]
            : throw new FormatException("tags must be an array of some of " + string.Join(", ", ProbeKinds.Askable.Select(static kind => kind.Spell())) + ".");
    }

    private static JsonElement? Member(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException("The body must be a JSON object.");
        return body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static string[]? Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostIds)
            return null;
        string[] texts = [.. value.EnumerateArray().Select(Text).OfType<string>()];
        return texts.Length == value.GetArrayLength() ? texts : null;
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
