using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>The types that a schema tells apart. An integer is a number without a fraction, however it is written.</summary>
[Flags]
internal enum SchemaKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Object = 4,
    Array = 8,
    String = 16,
    Number = 32,
    Integer = 64,
}

/// <summary>The names of the types, and which a value has.</summary>
internal static class SchemaKindNames
{
    private static readonly (SchemaKinds Kind, string Name, string WithArticle)[] All =
    [
        (SchemaKinds.Null, "null", "null"),
        (SchemaKinds.Boolean, "boolean", "a boolean"),
        (SchemaKinds.Object, "object", "an object"),
        (SchemaKinds.Array, "array", "an array"),
        (SchemaKinds.String, "string", "a string"),
        (SchemaKinds.Number, "number", "a number"),
        (SchemaKinds.Integer, "integer", "an integer"),
    ];

    /// <summary>The type of a name; none for any other word.</summary>
    public static SchemaKinds Parse(string? name) => Array.Find(All, known => known.Name == name).Kind;

    /// <summary>What a value is; a whole number is both a number and an integer.</summary>
    public static SchemaKinds Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => SchemaKinds.Null,
        JsonValueKind.True or JsonValueKind.False => SchemaKinds.Boolean,
        JsonValueKind.Object => SchemaKinds.Object,
        JsonValueKind.Array => SchemaKinds.Array,
        JsonValueKind.String => SchemaKinds.String,
        _ => IsWhole(value) ? SchemaKinds.Number | SchemaKinds.Integer : SchemaKinds.Number,
    };

    /// <summary>As a sentence has it: <c>a string or null</c>.</summary>
    public static string Describe(SchemaKinds kinds) =>
        string.Join(" or ", All.Where(known => (kinds & known.Kind) != 0 && !(known.Kind == SchemaKinds.Integer && (kinds & SchemaKinds.Number) != 0)).Select(known => known.WithArticle));

    private static bool IsWhole(JsonElement number) =>
        number.TryGetDecimal(out var exact) ? exact == decimal.Truncate(exact)
        : number.TryGetDouble(out var near) && near == Math.Truncate(near);
}
