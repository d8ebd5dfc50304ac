using System.Text.Json;

namespace Gratis.Wire;

/// <content>The members of a chat request beside messages and tools.</content>
internal ref partial struct RequestWalk
{
    private bool ReadChatMember(RequestField field) => field switch
    {
        RequestField.Messages => ReadMessages(),
        RequestField.Stream => ReadBoolean("stream", out Tally.Stream),
        RequestField.StreamOptions => ReadStreamOptions(),
        RequestField.Tools => ReadTools("tools", Place.Tool),
        RequestField.Functions => ReadTools("functions", Place.Function),
        RequestField.ToolChoice => ReadToolChoice("tool_choice", Place.ToolChoice),
        RequestField.FunctionCall => ReadToolChoice("function_call", Place.FunctionCall),
        RequestField.ResponseFormat => ReadResponseFormat(),
        RequestField.MaxTokens => ReadInteger("max_tokens", 0, out Tally.MaxTokens),
        RequestField.MaxCompletionTokens => ReadInteger("max_completion_tokens", 0, out Tally.MaxCompletionTokens),
        RequestField.N => ReadInteger("n", 1, out Tally.Choices),
        RequestField.Temperature => ReadOptional("temperature", "a number", JsonTokenType.Number),
        RequestField.TopP => ReadOptional("top_p", "a number", JsonTokenType.Number),
        RequestField.FrequencyPenalty => ReadOptional("frequency_penalty", "a number", JsonTokenType.Number),
        RequestField.PresencePenalty => ReadOptional("presence_penalty", "a number", JsonTokenType.Number),
        RequestField.Stop => ReadStop(),
        RequestField.Modalities => ReadModalities(),
        RequestField.ReasoningEffort => ReadReasoningEffort(),
        RequestField.Reasoning => ReadReasoning(),
        RequestField.WebSearchOptions => ReadWebSearchOptions(),
        _ => SkipValue(),
    };

    private bool ReadStreamOptions()
    {
        int start = Token.Start;
        Tally.StreamOptions = Token;
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return Wrong("stream_options", "an object");
        }

        Tally.StreamOptionsIsObject = true;
        ulong seen = 0;
        while (NextMember(Place.StreamOptions, 0, ref seen, out RequestField field))
        {
            Tally.StreamOptionsHasMembers = true;
            if (field == RequestField.IncludeUsage)
            {
                Tally.IncludeUsage = Token;
                if (!ReadBoolean("stream_options.include_usage", out Tally.UsageAsked))
                {
                    return false;
                }
            }
            else if (!SkipValue())
            {
                return false;
            }
        }

        Tally.StreamOptions = new ByteRange(start, Position - start);
        return Unharmed;
    }

    private bool ReadResponseFormat()
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return Wrong("response_format", "an object");
        }

        ulong seen = 0;
        while (NextMember(Place.ResponseFormat, 0, ref seen, out RequestField field))
        {
            if (field == RequestField.Type)
            {
                Tally.ResponseFormat = TextIs("json_object"u8) ? ResponseFormat.JsonObject
                    : TextIs("json_schema"u8) ? ResponseFormat.JsonSchema
                    : ResponseFormat.Text;
            }

            if (field == RequestField.Type && _reader.TokenType != JsonTokenType.String)
            {
                return Wrong("response_format.type", "a string");
            }

            if (!(field == RequestField.JsonSchema && _reader.TokenType == JsonTokenType.StartObject ? ReadNamedSchema() : SkipValue()))
            {
                return false;
            }
        }

        if (Tally.ResponseFormat != ResponseFormat.JsonSchema)
        {
            Tally.Schema = default;
        }

        Tally.ToolBytes += Tally.Schema.Length;
        return Unharmed;
    }

    /// <summary>A schema with its name and whatever else its author says of it.</summary>
    private bool ReadNamedSchema()
    {
        ulong seen = 0;
        while (NextMember(Place.NamedSchema, 0, ref seen, out RequestField field))
        {
            int start = Token.Start;
            bool isSchema = field == RequestField.Schema && _reader.TokenType == JsonTokenType.StartObject;
            if (!SkipValue())
            {
                return false;
            }

            if (isSchema)
            {
                Tally.Schema = new ByteRange(start, Position - start);
            }
        }

        return Unharmed;
    }

    private bool ReadReasoningEffort()
    {
        Tally.HasReasoningEffort |= IsEffort();
        return ReadOptional("reasoning_effort", "a string", JsonTokenType.String);
    }

    private bool ReadReasoning()
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return Wrong("reasoning", "an object");
        }

        // An object that only says how thinking is shown asks for none.
        ulong seen = 0;
        while (NextMember(Place.Reasoning, 0, ref seen, out RequestField field))
        {
            Tally.HasReasoningEffort |= field switch
            {
                RequestField.Effort => IsEffort(),
                RequestField.Enabled => _reader.TokenType == JsonTokenType.True,
                RequestField.MaxTokens => _reader.TokenType == JsonTokenType.Number && !_reader.ValueSpan.SequenceEqual("0"u8),
                _ => false,
            };
            if (!SkipValue())
            {
                return false;
            }
        }

        return Unharmed;
    }

    private readonly bool IsEffort() => _reader.TokenType == JsonTokenType.String && _reader.ValueSpan.IndexOfAnyExcept((byte)' ') >= 0 && !TextIs("none"u8);

    private bool ReadWebSearchOptions()
    {
        Tally.WebSearch |= _reader.TokenType == JsonTokenType.StartObject;
        return ReadOptional("web_search_options", "an object", JsonTokenType.StartObject);
    }

    private bool ReadStop() => _reader.TokenType == JsonTokenType.String || ReadStrings("stop", "a string or an array of strings", out _);

    private bool ReadModalities()
    {
        bool read = ReadStrings("modalities", "an array of strings", out bool audio);
        Tally.AudioCount += audio ? 1 : 0;
        return read;
    }

    private bool ReadStrings(string name, string expected, out bool namesAudio)
    {
        namesAudio = false;
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong(name, expected);
        }

        for (int i = 0; Next(); i++)
        {
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                return true;
            }

            if (_reader.TokenType != JsonTokenType.String)
            {
                return Wrong($"{name}[{i}]", "a string");
            }

            namesAudio |= TextIs("audio"u8);
        }

        return false;
    }
}
