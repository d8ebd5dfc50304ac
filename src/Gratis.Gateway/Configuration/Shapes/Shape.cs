using System.Collections.Immutable;
using System.Reflection;

namespace Gratis.Gateway.Configuration.Shapes;

/// <summary>What may stand at a place of the config. Binder, environment, schema, reference and echo all read this one description.</summary>
internal abstract record Shape;

/// <summary>One value.</summary>
internal sealed record ScalarShape(ScalarKind Kind, Type Type, Bounds? Bounds, bool IsSecret, ImmutableArray<string> Choices) : Shape;

/// <summary>A list; with <paramref name="IgnoresJunk"/> bad entries are dropped instead of refused.</summary>
internal sealed record ListShape(Shape Item, Type ItemType, bool IgnoresJunk) : Shape;

/// <summary>Values under names the owner chooses.</summary>
internal sealed record MapShape(Shape Value, Type ValueType) : Shape;

/// <summary>Values under names we know.</summary>
internal sealed record ObjectShape(Type Type, ImmutableArray<KeyShape> Keys) : Shape
{
    public KeyShape? Find(string name)
    {
        foreach (var key in Keys)
            if (key.Name == name)
                return key;
        return null;
    }
}

/// <summary>A known key of an object.</summary>
internal sealed record KeyShape(string Name, PropertyInfo Property, Shape Shape, string Description, object? Default, bool IsRequired);

/// <summary>The kinds of values.</summary>
internal enum ScalarKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Choice,

    /// <summary>A number of seconds, or written with a unit.</summary>
    Seconds,

    /// <summary>A span written with a unit, or in seconds.</summary>
    Duration,
}

/// <summary>The range of a number; of spans in seconds.</summary>
internal sealed record Bounds(double Minimum, double Maximum, bool MinimumIsExclusive)
{
    public bool Contains(double value) => value <= Maximum && (MinimumIsExclusive ? value > Minimum : value >= Minimum);
}
