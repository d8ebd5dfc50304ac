using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>What one place of a schema asks of a value. Filled once, by the <see cref="SchemaReader"/>.</summary>
internal sealed class SchemaNode
{
    /// <summary>The schema <c>false</c>: nothing will do.</summary>
    public bool IsNever { get; set; }

    /// <summary>Null: any type.</summary>
    public SchemaKinds? Kinds { get; set; }

    /// <summary>One of these; null: any value.</summary>
    public JsonElement[]? Values { get; set; }

    /// <summary>Another place, which holds as well.</summary>
    public SchemaNode? Reference { get; set; }

    public SchemaNode[] AllOf { get; set; } = [];

    public SchemaNode[] AnyOf { get; set; } = [];

    public SchemaNode[] OneOf { get; set; } = [];

    public Dictionary<string, SchemaNode>? Properties { get; set; }

    public string[] Required { get; set; } = [];

    /// <summary>What members without a schema of their own have to be.</summary>
    public SchemaNode? Additional { get; set; }

    /// <summary>What the first elements have to be, each by itself.</summary>
    public SchemaNode[] FirstItems { get; set; } = [];

    /// <summary>What all elements behind those have to be.</summary>
    public SchemaNode? Items { get; set; }

    public (int? Least, int? Most) ItemCount { get; set; }

    public (int? Least, int? Most) Length { get; set; }

    public SchemaRange Range { get; set; }
}

/// <summary>The bounds of a number.</summary>
/// <param name="Least">It may be this.</param>
/// <param name="Above">It may not be this.</param>
/// <param name="Most">It may be this.</param>
/// <param name="Below">It may not be this.</param>
/// <param name="Step">It is so much some times over.</param>
internal readonly record struct SchemaRange(decimal? Least, decimal? Above, decimal? Most, decimal? Below, decimal? Step)
{
    /// <summary>What speaks against a number; null when nothing does.</summary>
    public string? Objection(JsonElement number)
    {
        if (this == default)
            return null;

        // What is beyond a decimal is beyond every bound that is none, on its own side.
        if (!number.TryGetDecimal(out var value))
            value = number.GetDouble() < 0 ? decimal.MinValue : decimal.MaxValue;
        return value < Least ? $"is less than {Least}"
            : value <= Above ? $"is not more than {Above}"
            : value > Most ? $"is more than {Most}"
            : value >= Below ? $"is not less than {Below}"
            : Step is > 0 and var step && value % step != 0 ? $"is no multiple of {step}"
            : null;
    }
}
