using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>
/// Reads a schema into nodes, each reference to another place of it resolved. What it does not know it passes over, as the standard has it;
/// what it knows and cannot make sense of is a fault, for nobody could be held to it.
/// </summary>
internal sealed class SchemaReader(JsonElement root)
{
    // A place that is referred to is read once more, and may hold references itself.
    private const int MostNodes = 20_000;

    private readonly Dictionary<string, SchemaNode> _places = new(StringComparer.Ordinal);

    // References are followed one after another, for a chain of them may be longer than any stack.
    private readonly Queue<string> _unread = new();
    private int _nodes;

    /// <summary>What is wrong with the schema; null while nothing is.</summary>
    public string? Fault { get; private set; }

    public SchemaNode Read()
    {
        var whole = At("#");
        while (Fault is null && _unread.TryDequeue(out var place))
        {
            if (SchemaPointer.Find(root, place) is { } schema)
                Fill(_places[place], schema);
            else
                Fault = $"its '$ref' to '{SchemaMiss.Shown(place)}' leads nowhere: only places of the schema itself can be referred to, as '#/$defs/name'";
        }

        return whole;
    }

    /// <summary>The node of a place that is read in its turn.</summary>
    private SchemaNode At(string place)
    {
        if (_places.TryGetValue(place, out var known))
            return known;
        _unread.Enqueue(place);
        return _places[place] = new SchemaNode();
    }

    private SchemaNode Of(JsonElement schema)
    {
        var node = new SchemaNode();
        Fill(node, schema);
        return node;
    }

    private void Fill(SchemaNode node, JsonElement schema)
    {
        if (++_nodes > MostNodes)
            Fault ??= $"it has more than {MostNodes} places";
        else if (schema.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
            Fault ??= "a place of it is neither an object nor true nor false";
        if (Fault is not null)
            return;

        node.IsNever = schema.ValueKind == JsonValueKind.False;
        if (schema.ValueKind != JsonValueKind.Object)
            return;

        (int? Least, int? Most) items = default, length = default;
        SchemaRange range = default;
        foreach (var member in schema.EnumerateObject())
        {
            var value = member.Value;
            switch (member.Name)
            {
                case "type":
                    node.Kinds = KindsOf(value);
                    break;
                case "enum" when value.ValueKind == JsonValueKind.Array:
                    node.Values = Both(node.Values, [.. value.EnumerateArray()]);
                    break;
                case "const":
                    node.Values = Both(node.Values, [value]);
                    break;
                case "$ref" when value.ValueKind == JsonValueKind.String:
                    node.Reference = At(value.GetString()!);
                    break;
                case "allOf":
                    node.AllOf = Each(value);
                    break;
                case "anyOf":
                    node.AnyOf = Each(value);
                    break;
                case "oneOf":
                    node.OneOf = Each(value);
                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    node.Properties = Named(value);
                    break;
                case "required" when value.ValueKind == JsonValueKind.Array:
                    node.Required = [.. value.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)];
                    break;

                // Which members are additional depends on the patterns beside, and those are not looked at.
                case "additionalProperties" when !schema.TryGetProperty("patternProperties"u8, out _):
                    node.Additional = Of(value);
                    break;
                case "prefixItems":
                    node.FirstItems = Each(value);
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    node.FirstItems = Each(value);
                    break;
                case "items":
                    node.Items = Of(value);
                    break;
                case "minItems":
                    items.Least = CountOf(value);
                    break;
                case "maxItems":
                    items.Most = CountOf(value);
                    break;
                case "minLength":
                    length.Least = CountOf(value);
                    break;
                case "maxLength":
                    length.Most = CountOf(value);
                    break;
                case "minimum":
                    range = range with { Least = NumberOf(value) };
                    break;
                case "exclusiveMinimum":
                    range = range with { Above = NumberOf(value) };
                    break;
                case "maximum":
                    range = range with { Most = NumberOf(value) };
                    break;
                case "exclusiveMaximum":
                    range = range with { Below = NumberOf(value) };
                    break;
                case "multipleOf":
                    range = range with { Step = NumberOf(value) };
                    break;
            }
        }

        (node.ItemCount, node.Length, node.Range) = (items, length, range);
    }

    private SchemaKinds? KindsOf(JsonElement value)
    {
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        var kinds = SchemaKinds.None;
        foreach (var name in names)
        {
            var kind = name.ValueKind == JsonValueKind.String ? SchemaKindNames.Parse(name.GetString()) : SchemaKinds.None;
            if (kind == SchemaKinds.None)
                Fault ??= "it names a 'type' that JSON does not have";
            kinds |= kind;
        }

        return kinds;
    }

    private SchemaNode[] Each(JsonElement schemas) => schemas.ValueKind == JsonValueKind.Array ? [.. schemas.EnumerateArray().Select(Of)] : [];

    private Dictionary<string, SchemaNode> Named(JsonElement schemas)
    {
        var named = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var member in schemas.EnumerateObject())
            named[member.Name] = Of(member.Value);
        return named;
    }

    /// <summary>Beside <c>enum</c> a <c>const</c> leaves what both allow.</summary>
    private static JsonElement[] Both(JsonElement[]? one, JsonElement[] other) =>
        one is null ? other : [.. one.Where(value => Array.Exists(other, allowed => JsonElement.DeepEquals(value, allowed)))];

    private static int? CountOf(JsonElement value) => NumberOf(value) is >= 0 and var count ? (int)Math.Min(count, int.MaxValue) : null;

    private static decimal? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;
}
