using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>
/// A JSON Schema as far as structured output goes: types, members, elements, alternatives, references within itself, enumerations and
/// bounds. Patterns, formats and whatever else it says are not looked at.
/// </summary>
internal sealed class JsonSchema
{
    // A body nests no deeper than the reader of requests allows; answers may, and are checked no deeper than this.
    private const int MaxDepth = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    /// <summary>Reads a schema; null where nothing can be held to it, and then <paramref name="fault"/> says why.</summary>
    public static JsonSchema? TryRead(ReadOnlySpan<byte> json, out string? fault)
    {
        if (Parse(json) is not { } root)
        {
            fault = "it is no JSON that could be read in one way only";
            return null;
        }

        var reader = new SchemaReader(root);
        var node = reader.Read();
        fault = reader.Fault;
        return fault is null ? new JsonSchema(node) : null;
    }

    /// <summary>What is wrong with a text as JSON under this schema; null when it is valid.</summary>
    public string? Objection(ReadOnlySpan<byte> json) =>
        Parse(json) is not { } value ? "it is no JSON" : new SchemaWalk().Check(_root, value)?.ToString();

    /// <summary>Null for what is no JSON, or would not be read alike by everybody: a member that is there twice, half of a surrogate pair.</summary>
    private static JsonElement? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
            }

            // Backslashes occur in strings only, so one look finds the halves in all of them.
            return EscapedText.DecodedLength(json) == EscapedText.LoneSurrogate ? null : JsonElement.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
