using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>
/// One check of a value against a schema. A schema may refer to itself and branch, so both its depth and its steps are bounded; what goes
/// beyond them counts as not valid, for nobody knows.
/// </summary>
internal sealed class SchemaWalk
{
    private const int MostDepth = 256;
    private const int MostSteps = 200_000;

    private int _steps;
    private int _depth;

    private bool IsSpent => _steps > MostSteps;

    private static SchemaMiss Spent => SchemaMiss.Here("takes too many steps to be checked");

    /// <summary>The first thing wrong with a value; null when it is valid.</summary>
    public SchemaMiss? Check(SchemaNode node, JsonElement value)
    {
        if (_depth == MostDepth)
            return SchemaMiss.Here("is nested too deep to be checked");
        if (++_steps > MostSteps)
            return Spent;

        _depth++;
        var miss = Own(node, value) ?? Combined(node, value);
        _depth--;
        return miss;
    }

    private SchemaMiss? Own(SchemaNode node, JsonElement value)
    {
        if (node.IsNever)
            return SchemaMiss.Here("is not allowed");
        var kinds = node.Kinds is null && value.ValueKind == JsonValueKind.Number ? SchemaKinds.Number : SchemaKindNames.Of(value);
        if (node.Kinds is { } allowed && (kinds & allowed) == 0)
            return SchemaMiss.Here($"is {SchemaKindNames.Describe(kinds)}, but must be {SchemaKindNames.Describe(allowed)}");
        if (node.Values is { } values && !IsOneOf(values, value))
            return SchemaMiss.Here("is none of the values that are allowed");
        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(node, value),
            JsonValueKind.Array => Elements(node, value),
            JsonValueKind.String => Bounds(node.Length, node.Length == default ? 0 : EscapedText.Runes(JsonMarshal.GetRawUtf8Value(value)[1..^1]), "characters"),
            JsonValueKind.Number => node.Range.Objection(value) is { } words ? SchemaMiss.Here(words) : null,
            _ => null,
        };
    }

    private SchemaMiss? Combined(SchemaNode node, JsonElement value)
    {
        if (node.Reference is { } other && Check(other, value) is { } referred)
            return referred;
        foreach (var part in node.AllOf)
        {
            if (Check(part, value) is { } miss)
                return miss;
        }

        return Any(node.AnyOf, value) ?? (node.OneOf.Length == 0 ? null : One(node.OneOf, value));
    }

    private SchemaMiss? Any(SchemaNode[] branches, JsonElement value)
    {
        SchemaMiss? first = null;
        foreach (var branch in branches)
        {
            if (Check(branch, value) is not { } miss)
                return null;
            first ??= miss;
            if (IsSpent)
                return miss;
        }

        // With one branch its own words say most.
        return branches.Length > 1 ? SchemaMiss.Here($"fits none of its {branches.Length} alternatives") : first;
    }

    private SchemaMiss? One(SchemaNode[] branches, JsonElement value)
    {
        var fitting = 0;
        foreach (var branch in branches)
        {
            var miss = Check(branch, value);
            if (IsSpent)
                return miss ?? Spent;
            fitting += miss is null ? 1 : 0;
        }

        return fitting == 1 ? null : SchemaMiss.Here($"fits {fitting} of {branches.Length} alternatives, but must fit exactly one");
    }

    private SchemaMiss? Members(SchemaNode node, JsonElement value)
    {
        foreach (var name in node.Required)
        {
            // A member is looked for among all of them.
            _steps += 1 + (value.GetPropertyCount() / 8);
            if (IsSpent)
                return Spent;
            if (!value.TryGetProperty(name, out _))
                return SchemaMiss.Here($"lacks '{SchemaMiss.Shown(name)}'");
        }

        if (node.Properties is null && node.Additional is null)
            return null;
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name;
            var own = node.Properties?.GetValueOrDefault(name);
            if ((own ?? node.Additional) is { } schema && Check(schema, member.Value) is { } miss)
                return own is null && schema.IsNever ? SchemaMiss.Here($"holds '{SchemaMiss.Shown(name)}', which is not allowed") : miss.Under(name);
        }

        return null;
    }

    private SchemaMiss? Elements(SchemaNode node, JsonElement value)
    {
        if (Bounds(node.ItemCount, value.GetArrayLength(), "elements") is { } count)
            return count;
        if (node.Items is null && node.FirstItems.Length == 0)
            return null;

        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            var schema = index < node.FirstItems.Length ? node.FirstItems[index] : node.Items;
            if (schema is not null && Check(schema, element) is { } miss)
                return miss.Under(index);
            index++;
        }

        return null;
    }

    private bool IsOneOf(JsonElement[] values, JsonElement value)
    {
        foreach (var allowed in values)
        {
            if (++_steps > MostSteps)
                return false;
            if (JsonElement.DeepEquals(allowed, value))
                return true;
        }

        return false;
    }

    private static SchemaMiss? Bounds((int? Least, int? Most) bounds, int count, string what) =>
        count < bounds.Least ? SchemaMiss.Here($"has {count} {what}, but must have at least {bounds.Least}")
        : count > bounds.Most ? SchemaMiss.Here($"has {count} {what}, but must have at most {bounds.Most}")
        : null;
}
