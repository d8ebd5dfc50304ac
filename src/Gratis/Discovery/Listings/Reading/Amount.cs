using System.Globalization;
using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Amounts of money as lists write them.</summary>
internal static class Amount
{
    /// <summary>An amount that is not known beforehand, or not in which unit; in any case not zero.</summary>
    public const decimal Varies = -1;

    private const decimal MostUsd = 1_000_000;

    /// <summary>The amount under the reader: below zero where it varies, null where nothing can be made of it.</summary>
    public static decimal? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDecimal(out var number) ? Checked(number, HasDigits(reader.ValueSpan)) : null;

        if (reader.Text() is not { Length: <= ListedText.MaxLength } written)
            return null;

        var text = written.Trim();
        if (text.Length == 0 || text.Equals("free", StringComparison.OrdinalIgnoreCase))
            return 0;

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var parsed) ? Checked(parsed, HasDigits(text)) : null;
    }

    /// <summary>In USD per million tokens. Nothing but zero becomes zero.</summary>
    public static decimal PerMillion(decimal amount, PriceUnit unit)
    {
        if (amount == 0)
            return 0;
        if (amount < 0 || amount > MostUsd * 10_000)
            return Varies;

        var usd = unit switch
        {
            PriceUnit.Token => amount * 1_000_000,
            PriceUnit.Million => amount,
            PriceUnit.TenThousandth => amount / 10_000,
            _ => Varies,
        };
        return usd is > 0 and <= MostUsd ? usd : Varies;
    }

    // A number too small for the type is read as zero, and would then be a gift.
    private static decimal Checked(decimal amount, bool hasDigits) => amount < 0 || (amount == 0 && hasDigits) ? Varies : amount;

    private static bool HasDigits(ReadOnlySpan<char> text) => Mantissa(text, 'e', 'E').ContainsAnyInRange('1', '9');

    private static bool HasDigits(ReadOnlySpan<byte> text) => Mantissa(text, (byte)'e', (byte)'E').ContainsAnyInRange((byte)'1', (byte)'9');

    private static ReadOnlySpan<T> Mantissa<T>(ReadOnlySpan<T> text, T lower, T upper)
        where T : IEquatable<T>
    {
        var exponent = text.IndexOfAny(lower, upper);
        return exponent < 0 ? text : text[..exponent];
    }
}
