using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gratis.AspNetCore.Auditing;

/// <summary>
/// What a body changes, in a line: the names of its members, with numbers and switches by their value. Texts are named and never
/// quoted: any of them might be a key, and which, a list of names would know only until the next one is added.
/// </summary>
internal static class BodyOutline
{
    private const int Deepest = 3;
    private const int LongestName = 40;
    private const int Longest = 400;

    public static string Of(JsonElement body)
    {
        var outline = new StringBuilder();
        Add(outline, "", body, depth: 0);
        return outline.Length <= Longest ? outline.ToString() : outline.ToString(0, Longest) + "…";
    }

    private static void Add(StringBuilder outline, string name, JsonElement value, int depth)
    {
        if (outline.Length > Longest)
            return;
        if (value.ValueKind == JsonValueKind.Object && depth < Deepest)
        {
            foreach (var member in value.EnumerateObject())
                Add(outline, name.Length == 0 ? Short(member.Name) : $"{name}.{Short(member.Name)}", member.Value, depth + 1);
            return;
        }

        if (outline.Length > 0)
            outline.Append(", ");
        outline.Append(name).Append(WordsOf(value));
    }

    private static string WordsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "=" + Short(value.GetRawText()),
        JsonValueKind.True => "=true",
        JsonValueKind.False => "=false",
        JsonValueKind.Null => "=null",
        JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"[{value.GetArrayLength()}]"),
        _ => "",
    };

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
