using System.Text.Json;

namespace Gratis.Hosting.Diagnosis.Supervision;

/// <summary>What a model thinks of another one's price, as far as it may count.</summary>
/// <param name="IsYes">Free, it says: without a doubt, and it names an address to read it at.</param>
/// <param name="Detail">That address, or why it is no yes.</param>
internal readonly record struct SupervisorAnswer(bool IsYes, string Detail)
{
    private const int LongestAddress = 200;
    private const double HighConfidence = 0.9;

    /// <summary>Reads an answer that should be strict JSON and often stands between words or fences. Whatever is not plainly a yes is a no.</summary>
    public static SupervisorAnswer Read(string text)
    {
        var (from, to) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        return from < 0 || to < from
            ? No("its answer holds no JSON object")
            : JsonReading.Read(text[from..(to + 1)], Judge, No("its answer is no JSON"));
    }

    public static SupervisorAnswer No(string why) => new(false, why);

    private static SupervisorAnswer Judge(JsonElement answer)
    {
        if (!Says(answer, "free", static value => value.ValueKind == JsonValueKind.True || Text(value) is "true" or "yes"))
            return No("it does not think so");
        if (!Says(answer, "confidence", static value => Text(value) == "high" || (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share >= HighConfidence)))
            return No("it is not sure");
        return answer.TryGetProperty("evidence", out var evidence) && AddressIn(evidence) is { } address
            ? new SupervisorAnswer(true, address)
            : No("it names no address to read it at");
    }

    private static bool Says(JsonElement answer, string name, Func<JsonElement, bool> holds) => answer.TryGetProperty(name, out var value) && holds(value);

    private static string? AddressIn(JsonElement evidence)
    {
        if (evidence.ValueKind != JsonValueKind.String)
            return null;
        var words = evidence.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(static word => word.Length <= LongestAddress && Uri.TryCreate(word, UriKind.Absolute, out var url)
            && url.Scheme is "https" or "http" && url.Host.Contains('.', StringComparison.Ordinal));
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim().ToLowerInvariant() : null;
}
