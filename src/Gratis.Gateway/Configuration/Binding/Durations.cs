using System.Buffers;
using System.Globalization;

namespace Gratis.Gateway.Configuration.Binding;

/// <summary>Spans as people write them: <c>6h</c>, <c>30s</c>, <c>1h30m</c>, <c>250ms</c>, or a number of seconds.</summary>
internal static class Durations
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> UnitEnds = SearchValues.Create("0123456789 ");

    /// <summary>The shortest spelling that reads back as the same span.</summary>
    public static string Format(TimeSpan span)
    {
        foreach (var (unit, length) in (ReadOnlySpan<(string, double)>)[("d", 86_400), ("h", 3_600), ("m", 60)])
            if (span.TotalSeconds >= length && span.TotalSeconds % length == 0)
                return (span.TotalSeconds / length).ToString(CultureInfo.InvariantCulture) + unit;
        return span.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s";
    }

    public static bool TryParse(string text, out double seconds)
    {
        if (Numbers.TryParse(text, out seconds))
            return true;
        seconds = 0;
        var rest = text.AsSpan().Trim();
        var hasPart = false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(UnitEnds);
            var unit = letters < 0 ? rest : rest[..letters];
            if (UnitSeconds(unit) is not { } length)
                return false;
            seconds += amount * length;
            rest = rest[unit.Length..].TrimStart();
            hasPart = true;
        }

        return hasPart && double.IsFinite(seconds);
    }

    private static double? UnitSeconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" or "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => null,
    };
}
