using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Gratis.Gateway.Configuration.Model;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Shapes;

/// <summary>Reads shapes off the config types: names, descriptions, defaults and ranges are written once, there.</summary>
internal static class ShapeReader
{
    /// <summary>The shape of the whole file.</summary>
    public static ObjectShape Root { get; } = ReadObject(typeof(GatewayConfig));

    private static ObjectShape ReadObject(Type type)
    {
        var sample = Activator.CreateInstance(type);
        var keys = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => ReadKey(property, sample));
        return new ObjectShape(type, [.. keys]);
    }

    private static KeyShape ReadKey(PropertyInfo property, object? sample)
    {
        var description = property.GetCustomAttribute<DescriptionAttribute>()?.Description
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} needs a [Description].");
        var required = property.GetCustomAttribute<RequiredAttribute>() is not null;
        return new KeyShape(Names.Snake(property.Name), property, Read(property.PropertyType, property), description, property.GetValue(sample), required);
    }

    private static Shape Read(Type type, PropertyInfo property)
    {
        if (ScalarKindOf(type, property) is { } kind)
            return ReadScalar(type, property, kind);
        if (type.IsGenericType && type.GetGenericArguments() is [var item])
            return new ListShape(Read(item, property), item, property.GetCustomAttribute<IgnoreJunkAttribute>() is not null);
        if (type.IsGenericType && type.GetGenericArguments() is [_, var value])
            return new MapShape(Read(value, property), value);
        return ReadObject(type);
    }

    private static ScalarKind? ScalarKindOf(Type type, PropertyInfo property)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(string) || bare == typeof(Secret) => ScalarKind.Text,
            _ when bare == typeof(bool) => ScalarKind.Boolean,
            _ when bare == typeof(int) || bare == typeof(long) => ScalarKind.Integer,
            _ when bare == typeof(TimeSpan) => ScalarKind.Duration,
            _ when bare == typeof(double) && property.Name.EndsWith("Seconds", StringComparison.Ordinal) => ScalarKind.Seconds,
            _ when bare == typeof(double) || bare == typeof(decimal) => ScalarKind.Number,
            _ when bare.IsEnum => ScalarKind.Choice,
            _ => null,
        };
    }

    private static ScalarShape ReadScalar(Type type, PropertyInfo property, ScalarKind kind)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        var secret = bare == typeof(Secret) || property.GetCustomAttribute<PasswordPropertyTextAttribute>() is { Password: true };
        ImmutableArray<string> choices = kind == ScalarKind.Choice ? [.. Enum.GetNames(bare).Select(Names.Snake)] : [];
        return new ScalarShape(kind, bare, ReadBounds(property) ?? (bare == typeof(int) ? new Bounds(int.MinValue, int.MaxValue, false) : null), secret, choices);
    }

    private static Bounds? ReadBounds(PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range
            ? new Bounds(
                Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
                Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture),
                range.MinimumIsExclusive)
            : null;
}
