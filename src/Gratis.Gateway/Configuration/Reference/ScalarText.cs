using System.Globalization;
using System.Text.Json.Nodes;
using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Reference;

/// <summary>Values the way the config spells them.</summary>
internal static class ScalarText
{
    public static JsonNode? ToJson(ScalarShape shape, object? value) => value switch
    {
        null => null,
        Secret secret => secret.ToString(),
        string text => shape.IsSecret ? Secret.Redact(text) : text,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        decimal number => number,
        TimeSpan span => Durations.Format(span),
        Enum choice => Names.Snake(choice.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
