using System.Globalization;
using System.Text.Json;

namespace Gratis.Console.Tests.Browsing;

/// <summary>Figures of the API as the English console writes them.</summary>
internal static class Figures
{
    private const string Unknown = "–";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Below ten thousand in full.</summary>
    public static string Compact(long value) => value < 10_000 ? Number(value) : (value / 1000m).ToString("0.#", CultureInfo.InvariantCulture) + "K";

    public static string Percent(JsonElement share) =>
        share.ValueKind == JsonValueKind.Number ? (share.GetDouble() * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%" : Unknown;

    public static string Duration(JsonElement ms) =>
        ms.ValueKind != JsonValueKind.Number ? Unknown
            : ms.GetDouble() < 1000 ? ms.GetDouble().ToString("0", CultureInfo.InvariantCulture) + " ms"
            : (ms.GetDouble() / 1000).ToString("0.#", CultureInfo.InvariantCulture) + " sec";

    /// <summary>What is less than a cent is told to the sixth digit, all else to the second.</summary>
    public static string Dollars(JsonElement usd) => "$" + usd.GetDecimal().ToString(usd.GetDecimal() is > 0 and < 0.01m ? "0.00####" : "0.00", CultureInfo.InvariantCulture);
}
