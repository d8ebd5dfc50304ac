using System.Globalization;

namespace Gratis.Simulator.Scenarios;

/// <summary>Durations as scenarios write them: <c>80ms</c>, <c>10s</c>, <c>2m</c>, <c>1h</c>, <c>1d</c>; a bare number is seconds.</summary>
internal static class Durations
{
    public static TimeSpan? Read(string text)
    {
        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyz");
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000)
            return null;

        return text.AsSpan(digits.Length) switch
        {
            "ms" => TimeSpan.FromMilliseconds(amount),
            "" or "s" => TimeSpan.FromSeconds(amount),
            "m" => TimeSpan.FromMinutes(amount),
            "h" => TimeSpan.FromHours(amount),
            "d" => TimeSpan.FromDays(amount),
            _ => null,
        };
    }
}
