using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// How a search of the web is asked for in one dialect: a JSON object that is laid over a chat request. Search tools of other dialects
/// leave; the client's own tools stay, and every byte that has nothing to do with it.
/// </summary>
internal sealed class SearchForm
{
    private const string Preview = "\"web_search_preview\"";

    private readonly JsonElement _over;
    private readonly JsonElement _tools;
    private readonly JsonElement _choice;
    private readonly bool _keepsOptions;

    /// <param name="overlay">The object. Its <c>tool_choice</c> is what the client's becomes where a search is forced; absent: none.</param>
    public SearchForm(string overlay)
        : this(JsonElement.Parse(overlay), keepsOptions: false)
    {
    }

    private SearchForm(JsonElement over, bool keepsOptions)
    {
        _over = over;
        over.TryGetProperty("tools"u8, out _tools);
        over.TryGetProperty("tool_choice"u8, out _choice);
        _keepsOptions = keepsOptions || over.TryGetProperty("web_search_options"u8, out _);
    }

    /// <summary>The form that OpenAI gave it: a tool of its own type, and the order to use it. A search tool that is there already is taken.</summary>
    public static SearchForm StandardFor(ReadOnlySpan<byte> body)
    {
        var type = Preview;
        var tools = JsonParts.Find(body, "tools"u8);
        for (var parts = new JsonParts(tools is [(byte)'[', ..] ? tools : "[]"u8); parts.MoveNext();)
        {
            if (!IsSearchTool(parts.Value))
                continue;
            type = Encoding.UTF8.GetString(JsonParts.Find(parts.Value, "type"u8));
            break;
        }

        // What else the client says of its search is for whoever understands it.
        return new SearchForm(JsonElement.Parse($$$"""{"tools":[{"type":{{{type}}}}],"tool_choice":{"type":{{{type}}}}}"""), keepsOptions: true);
    }

    private int OwnTools => _tools.ValueKind == JsonValueKind.Array ? _tools.GetArrayLength() : 0;

    /// <summary>Writes a request in this form.</summary>
    /// <param name="body">The request: one object that the reader has found good, from brace to brace.</param>
    /// <param name="isForced">The search is not left to the model.</param>
    /// <param name="into">Gets it.</param>
    public void Write(ReadOnlySpan<byte> body, bool isForced, PooledBuffer into)
    {
        var hasTools = CountTools(JsonParts.Find(body, "tools"u8)) > 0;
        var list = new JsonMerge.Separated(into, "{"u8);
        foreach (var member in _over.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || (!isForced && member.NameEquals("tool_choice"u8)) || IsThere(body, member))
                continue;
            list.Next();
            JsonMerge.WriteMember(member, into);
        }

        for (var parts = new JsonParts(body); parts.MoveNext();)
        {
            if (parts.IsNamed("tools"u8) && parts.Value is [(byte)'[', ..])
            {
                if (!hasTools)
                    continue;
                list.Next();
                into.Append(parts.Before);
                WriteTools(parts.Value, into);
                into.Append(parts.After);
                continue;
            }

            var laid = Over(parts, isForced, hasTools);
            if (laid is { ValueKind: JsonValueKind.Null })
                continue;
            list.Next();
            into.Append(parts.Before);
            if (laid is { } value)
                JsonMerge.Write(parts.Value, value, into);
            else
                into.Append(parts.Value);
            into.Append(parts.After);
        }

        into.Append("}"u8);
    }

    /// <summary>What becomes of a member: null: it stays as it is; JSON's null: it leaves.</summary>
    private JsonElement? Over(in JsonParts parts, bool isForced, bool hasTools)
    {
        if (parts.IsNamed("tool_choice"u8))
            return isForced || IsSearchTool(parts.Value) ? OrNothing(_choice) : hasTools ? null : OrNothing(default);
        if (parts.IsNamed("web_search_options"u8) && !_keepsOptions)
            return OrNothing(default);
        return JsonMerge.Over(_over, parts) is { ValueKind: not JsonValueKind.Undefined } laid ? laid : null;
    }

    private void WriteTools(ReadOnlySpan<byte> tools, PooledBuffer into)
    {
        var list = new JsonMerge.Separated(into, "["u8);
        for (var parts = new JsonParts(tools); parts.MoveNext();)
        {
            if (IsForeign(parts.Value))
                continue;
            list.Next();
            if (_tools.ValueKind == JsonValueKind.Array)
                JsonMerge.WriteElement(parts, _tools, into);
            else
                into.Append(parts.Value);
        }

        for (var i = 0; i < OwnTools; i++)
        {
            if (JsonMerge.IsIn(tools, _tools[i]))
                continue;
            list.Next();
            into.Append(JsonMarshal.GetRawUtf8Value(_tools[i]));
        }

        into.Append("]"u8);
    }

    /// <summary>How many tools there are in the end.</summary>
    private int CountTools(ReadOnlySpan<byte> tools)
    {
        var count = OwnTools;
        for (var parts = new JsonParts(tools is [(byte)'[', ..] ? tools : "[]"u8); parts.MoveNext();)
            count += IsForeign(parts.Value) ? 0 : 1;
        return count;
    }

    /// <summary>A search tool that is not this dialect's.</summary>
    private bool IsForeign(ReadOnlySpan<byte> tool)
    {
        if (!IsSearchTool(tool))
            return false;
        for (var i = 0; i < OwnTools; i++)
        {
            if (JsonMerge.IsSame(tool, _tools[i]))
                return false;
        }

        return true;
    }

    private static bool IsThere(ReadOnlySpan<byte> body, JsonProperty member) =>
        !JsonParts.Find(body, JsonMarshal.GetRawUtf8PropertyName(member)).IsEmpty;

    private static bool IsSearchTool(ReadOnlySpan<byte> tool) => JsonParts.Find(tool, "type"u8) is [(byte)'"', .. var type, (byte)'"'] && SearchTools.IsOne(type);

    private static JsonElement? OrNothing(JsonElement choice) => choice.ValueKind == JsonValueKind.Undefined ? Nothing : choice;

    private static JsonElement Nothing { get; } = JsonElement.Parse("null");
}
