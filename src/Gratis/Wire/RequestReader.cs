using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Gratis.Wire;

/// <summary>
/// Reads a request body once: proves that it is what it should be and takes the facts routing needs. What the gateway does not know
/// it does not look at, beyond its being JSON that every upstream will read the same way.
/// </summary>
internal static class RequestReader
{
    /// <summary>How deep a body may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many messages, inputs or documents a body may hold.</summary>
    public const int MaxItems = 10_000;

    /// <summary>How long a model's name may be.</summary>
    public const int MaxModelChars = 256;

    /// <summary>Reads <paramref name="body"/>; its facts, or the first thing wrong with it.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> body, Operation operation, [NotNullWhen(true)] out RequestFacts? facts, out RequestFault fault)
    {
        facts = null;

        // A byte order mark is forbidden in JSON, yet some clients send one: it is stepped over here and never sent on.
        int start = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        ReadOnlySpan<byte> json = body[start..];
        if (json.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            fault = new("The body is empty, but must be a JSON object.");
            return false;
        }

        // The JSON reader checks the grammar, not the encoding inside strings.
        if (!Utf8.IsValid(json))
        {
            fault = new("The body is not valid UTF-8, but must be JSON in UTF-8.");
            return false;
        }

        RequestWalk walk = new(json, start, operation);
        try
        {
            if (!walk.Read())
            {
                fault = walk.Fault;
                return false;
            }
        }
        catch (JsonException e)
        {
            fault = NotJson(e);
            return false;
        }

        facts = new RequestFacts(walk.Tally);
        fault = default;
        return true;
    }

    private static RequestFault NotJson(JsonException e) =>
        new($"The body is not valid JSON: the error is in line {(e.LineNumber ?? 0) + 1} at byte {(e.BytePositionInLine ?? 0) + 1}.");
}
