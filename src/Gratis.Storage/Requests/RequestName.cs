using System.Globalization;

namespace Gratis.Storage.Requests;

/// <summary>A request's id in two: what all of one process share, and a number. Together they take a fifth of the room.</summary>
/// <param name="Prefix">All but the number; of an id without one, all of it.</param>
/// <param name="Serial">The number that its hexadecimal end says; below zero where there is none.</param>
internal readonly record struct RequestName(string Prefix, long Serial)
{
    private const int MostDigits = 15;

    public static RequestName Of(string id)
    {
        int start = id.LastIndexOf('-') + 1;
        ReadOnlySpan<char> digits = id.AsSpan(start);
        return start > 0 && digits.Length is > 0 and <= MostDigits
            && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long serial)
            && digits.SequenceEqual(serial.ToString("x", CultureInfo.InvariantCulture))
            ? new RequestName(id[..start], serial)
            : new RequestName(id, -1);
    }

    /// <inheritdoc />
    public override string ToString() => Serial < 0 ? Prefix : Prefix + Serial.ToString("x", CultureInfo.InvariantCulture);
}
