using System.Globalization;
using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>References of a schema to a place within itself: <c>#</c>, <c>#/$defs/name</c>.</summary>
internal static class SchemaPointer
{
    /// <summary>The place; null where there is none, or the reference leads elsewhere.</summary>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference == "#")
            return root;
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;

        var at = root;
        foreach (var step in reference[2..].Split('/'))
        {
            // ~1 first: ~01 means ~1.
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member))
                at = member;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
        }

        return at;
    }
}
