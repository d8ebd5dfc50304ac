using System.Text.Json;
using System.Text.Unicode;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Tells what came instead of JSON.</summary>
internal static class ListingBody
{
    private const string Expected = "a JSON list of models was expected";

    /// <summary>The bytes without a byte order mark, and what is wrong with them at first sight.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes, out string? problem)
    {
        var body = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var first = body.IndexOfAnyExcept(" \t\r\n"u8);
        problem = first < 0 ? $"The answer is empty; {Expected}."
            : body[first] == '<' ? $"A web page came; {Expected}. The address may be wrong, or something between here and the provider answered."
            : body[first] is not ((byte)'{' or (byte)'[') ? $"Text came that is no JSON object or array; {Expected}."
            : !Utf8.IsValid(body) ? $"The answer is not valid UTF-8; {Expected}."
            : null;
        return body;
    }

    /// <summary>Why <paramref name="body"/> could not be read to its end.</summary>
    public static string WhyBroken(ReadOnlySpan<byte> body) => IsBeginning(body)
        ? "The answer stops in the middle of the list; nothing is taken from half a list."
        : $"The answer is broken JSON, or nested more than 64 levels deep; {Expected}.";

    /// <summary>True when nothing is wrong with the bytes but that they stop.</summary>
    private static bool IsBeginning(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, isFinalBlock: false, state: default);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
