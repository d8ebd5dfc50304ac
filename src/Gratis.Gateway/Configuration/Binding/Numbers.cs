using System.Globalization;

namespace Gratis.Gateway.Configuration.Binding;

/// <summary>Numbers as people write them: <c>20_000_000</c> is one.</summary>
internal static class Numbers
{
    public static bool TryParse(string text, out long value) =>
        long.TryParse(Plain(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public static bool TryParse(string text, out double value) =>
        double.TryParse(Plain(text), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(Plain(text), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Plain(string text) => text.Trim().Replace("_", "", StringComparison.Ordinal);
}
