using System.Globalization;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Binding;

/// <summary>Text to a value of the wanted kind, or null when it is none.</summary>
internal static class ScalarParser
{
    public static object? Parse(ScalarShape shape, string text) => shape.Kind switch
    {
        ScalarKind.Text => shape.Type == typeof(Secret) ? new Secret(text) : text,
        ScalarKind.Boolean => Boolean(text),
        ScalarKind.Choice => Choice(shape, text),
        ScalarKind.Integer => Numbers.TryParse(text, out long whole) && IsWithin(shape, whole) ? Convert.ChangeType(whole, shape.Type, CultureInfo.InvariantCulture) : null,
        ScalarKind.Number => Number(shape, text),
        ScalarKind.Seconds => Durations.TryParse(text, out var seconds) && IsWithin(shape, seconds) ? seconds : null,
        _ => Durations.TryParse(text, out var span) && IsWithin(shape, span) ? TimeSpan.FromSeconds(span) : null,
    };

    /// <summary>What would have been right, to follow "must be".</summary>
    public static string Expected(ScalarShape shape) => shape.Kind switch
    {
        ScalarKind.Text => "text",
        ScalarKind.Boolean => "true or false",
        ScalarKind.Choice => "one of " + string.Join(", ", shape.Choices),
        ScalarKind.Integer => "a whole number" + Range(shape.Bounds),
        ScalarKind.Number => "a number" + Range(shape.Bounds),
        ScalarKind.Seconds => "seconds or a span such as 30s or 2m" + Range(shape.Bounds, " seconds"),
        _ => "a span such as 30s, 90m, 6h or 7d" + Range(shape.Bounds, " seconds"),
    };

    private static bool IsWithin(ScalarShape shape, double value) => shape.Bounds is null || shape.Bounds.Contains(value);

    private static object? Number(ScalarShape shape, string text)
    {
        if (shape.Type == typeof(decimal))
            return Numbers.TryParse(text, out decimal exact) && IsWithin(shape, (double)exact) ? exact : null;
        return Numbers.TryParse(text, out double value) && IsWithin(shape, value) ? value : null;
    }

    private static object? Boolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => null,
    };

    private static object? Choice(ScalarShape shape, string text)
    {
        var index = shape.Choices.IndexOf(text.Trim(), 0, shape.Choices.Length, StringComparer.OrdinalIgnoreCase);
        return index < 0 ? null : Enum.Parse(shape.Type, Enum.GetNames(shape.Type)[index]);
    }

    private static string Range(Bounds? bounds, string unit = "") => bounds switch
    {
        null => "",
        { MinimumIsExclusive: true } => $" above {Plain(bounds.Minimum)} and up to {Plain(bounds.Maximum)}{unit}",
        _ => $" from {Plain(bounds.Minimum)} to {Plain(bounds.Maximum)}{unit}",
    };

    private static string Plain(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
