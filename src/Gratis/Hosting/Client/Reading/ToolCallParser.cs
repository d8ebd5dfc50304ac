using System.Text;
using System.Text.Json;
using Gratis.Hosting.Client.Writing;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Puts tool calls together, whole ones and those that come in pieces.</summary>
internal sealed class ToolCallParser
{
    private readonly List<Call> _calls = [];

    /// <summary>Reads the value of <c>tool_calls</c>.</summary>
    public void ReadAll(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            Read(ref reader);
    }

    /// <summary>Reads one call or a piece of one; the older <c>function_call</c> is one too.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var piece = new Piece();
        ReadMembers(ref reader, ref piece);
        var call = Find(piece);
        call.Id ??= piece.Id;
        call.Name ??= piece.Name;
        call.Arguments.Append(piece.Arguments);
        foreach (var (name, value) in piece.Others ?? [])
            (call.Others ??= [])[name] = value;
    }

    /// <summary>Hands over what there is, and begins anew.</summary>
    /// <param name="contents">Where the calls go.</param>
    /// <param name="answer">The id of the answer: calls without one of their own are told apart by it.</param>
    public void AddTo(IList<AIContent> contents, string answer)
    {
        for (var i = 0; i < _calls.Count; i++)
        {
            var call = _calls[i];
            var content = FunctionCallContent.CreateFromParsedArguments(
                call.Arguments.Length == 0 ? "{}" : call.Arguments.ToString(), call.Id ?? $"call_{answer}_{i}", call.Name ?? "", JsonValues.ParseArguments);
            if (call.Others is { } others)
                content.AdditionalProperties = new() { [MessageWriter.CallMembers] = JsonSerializer.SerializeToElement(others, CallJson.Default.DictionaryStringJsonElement) };
            contents.Add(content);
        }

        _calls.Clear();
    }

    /// <summary>Some number their calls, some do not, and some give every call the number 0 and another id.</summary>
    private Call Find(in Piece piece)
    {
        var number = piece.Number;
        var known = number is null ? _calls.LastOrDefault() : _calls.FindLast(call => call.Number == number);
        var isSame = known is not null && (string.IsNullOrEmpty(piece.Id) || known.Id is null || known.Id == piece.Id);
        if (isSame)
            return known!;
        var call = new Call(number);
        _calls.Add(call);
        return call;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ref Piece piece)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                piece.Number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                piece.Id = Text(ref reader) is { Length: > 0 } id ? id : null;
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                piece.Name = Text(ref reader) is { Length: > 0 } name ? name : null;
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                piece.Arguments = Text(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                reader.Skip();
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    ReadMembers(ref reader, ref piece);
                else
                    reader.Skip();
            }
            else
            {
                var other = reader.GetString()!;
                reader.Read();
                (piece.Others ??= [])[other] = JsonElement.ParseValue(ref reader);
            }
        }
    }

    /// <summary>The value as text; arguments that are an object instead of its text are taken as well.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => JsonText.Of(ref reader),
            JsonTokenType.Null => null,
            _ => JsonElement.ParseValue(ref reader).GetRawText(),
        };
    }

    private struct Piece
    {
        public int? Number;
        public string? Id;
        public string? Name;
        public string? Arguments;
        public Dictionary<string, JsonElement>? Others;
    }

    private sealed class Call(int? number)
    {
        public int? Number { get; } = number;

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();

        public Dictionary<string, JsonElement>? Others { get; set; }
    }
}
