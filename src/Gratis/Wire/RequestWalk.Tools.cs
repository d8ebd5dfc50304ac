using System.Text.Json;

namespace Gratis.Wire;

/// <content>The tools a chat request offers, and how the model is to choose.</content>
internal ref partial struct RequestWalk
{
    private const string ToolsShape = "an array of tool objects";

    private bool ReadTools(string name, Place place)
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong(name, ToolsShape);
        }

        int start = Token.Start;
        for (int i = 0; ; i++)
        {
            if (!Next())
            {
                return false;
            }

            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                Tally.ToolBytes += Position - start;
                return true;
            }

            if (_reader.TokenType != JsonTokenType.StartObject)
            {
                return Wrong($"{name}[{i}]", "an object");
            }

            bool searches = false;
            ulong seen = 0;
            while (NextMember(place, i, ref seen, out RequestField field))
            {
                searches |= field == RequestField.Type && IsWebSearch();
                if (!SkipValue())
                {
                    return false;
                }
            }

            if (!Unharmed)
            {
                return false;
            }

            Tally.WebSearch |= searches;
            Tally.HasTools |= !searches;
        }
    }

    private bool ReadToolChoice(string name, Place place)
    {
        if (_reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            // "any" is Mistral's word for "required".
            Tally.ForcesTool |= TextIs("required"u8) || TextIs("any"u8);
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return Wrong(name, "a string or an object");
        }

        // The older function_call names its function without saying so.
        bool named = place == Place.FunctionCall;
        ulong seen = 0;
        while (NextMember(place, 0, ref seen, out RequestField field))
        {
            named |= field == RequestField.Function || (field == RequestField.Type && (TextIs("function"u8) || TextIs("custom"u8)));
            if (!SkipValue())
            {
                return false;
            }
        }

        Tally.ForcesTool |= named;
        return Unharmed;
    }

    private readonly bool IsWebSearch() =>
        _reader.TokenType == JsonTokenType.String && !_reader.ValueIsEscaped && SearchTools.IsOne(_reader.ValueSpan);
}
