using System.Text.Json;

namespace Gratis.AspNetCore.Favorites;

/// <summary>A bare array of names of models, best first. Blanks are left out, and so is whatever is there already in any case.</summary>
internal static class FavoritesBody
{
    private const int Most = 1000;
    private const int Longest = 500;

    public static string[] Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
            throw new FormatException("The body must be a bare array of model names, best first: [\"vendor/model\", …].");

        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, entry) in body.EnumerateArray().Index())
        {
            var name = entry.ValueKind == JsonValueKind.String ? entry.GetString()!.Trim() : throw new FormatException($"Entry {index} is no text; every entry must be the name of a model.");
            if (name.Length > Longest)
                throw new FormatException($"Entry {index} is longer than {Longest} characters.");
            if (name.Length > 0 && seen.Add(name))
                names.Add(name);
        }

        return names.Count <= Most ? [.. names] : throw new FormatException($"There may be {Most} favourites; these are {names.Count}.");
    }
}
