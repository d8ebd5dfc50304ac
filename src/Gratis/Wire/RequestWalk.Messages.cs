using System.Text.Json;

namespace Gratis.Wire;

/// <content>The messages of a chat request.</content>
internal ref partial struct RequestWalk
{
    private const string MessagesShape = "a non-empty array of message objects";
    private const string Roles = "'system', 'developer', 'user', 'assistant', 'tool' or 'function'";

    private enum Role : byte
    {
        None,
        Instructing,
        User,
        Assistant,
        Tool,
    }

    private bool ReadMessages()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong("messages", MessagesShape);
        }

        int start = Token.Start;
        while (Next())
        {
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                Tally.Messages = new ByteRange(start, Position - start);
                return Tally.MessageCount > 0 || Refuse("messages", $"'messages' is empty, but must be {MessagesShape}.");
            }

            if (_reader.TokenType != JsonTokenType.StartObject)
            {
                return Wrong($"messages[{Tally.MessageCount}]", "an object with 'role' and 'content'");
            }

            if (Tally.MessageCount == RequestReader.MaxItems)
            {
                return Refuse("messages", $"'messages' holds too many, but may hold at most {RequestReader.MaxItems}.");
            }

            if (!ReadMessage())
            {
                return false;
            }

            Tally.MessageCount++;
        }

        return false;
    }

    private bool ReadMessage()
    {
        Role role = Role.None;
        ByteRange content = default;
        bool hasContent = false, speaksOtherwise = false, callsTools = false;
        ulong seen = 0;
        while (NextMember(Place.Message, 0, ref seen, out RequestField field))
        {
            bool given = _reader.TokenType != JsonTokenType.Null;
            bool read;
            switch (field)
            {
                case RequestField.Role:
                    read = ReadRole(out role);
                    break;
                case RequestField.Content:
                    int from = Token.Start;
                    hasContent = given;
                    read = !given || ReadContent();
                    content = new ByteRange(from, Position - from);
                    break;
                case RequestField.ToolCalls:
                    read = ReadToolCalls(out bool any);
                    callsTools |= any;
                    break;
                case RequestField.FunctionCall:
                    callsTools |= given;
                    read = SkipValue(out int length);
                    Tally.TextBytes += given ? length : 0;
                    break;
                case RequestField.Refusal or RequestField.Audio:
                    speaksOtherwise |= given;
                    read = SkipValue();
                    break;
                default:
                    read = SkipValue();
                    break;
            }

            if (!read)
            {
                return false;
            }
        }

        if (!Unharmed)
        {
            return false;
        }

        Tally.HasToolHistory |= callsTools || role == Role.Tool;
        if (role == Role.User)
        {
            Tally.TurnCount++;
            Tally.LastUserContent = content;
        }

        return role == Role.None ? Refuse(MessagePath("role"), $"'{MessagePath("role")}' is missing, but must be {Roles}.")
            : hasContent || (role == Role.Assistant && (callsTools || speaksOtherwise))
            || Refuse(MessagePath("content"), $"'{MessagePath("content")}' is missing or null, but must be {ContentShape}; only an assistant message with tool calls or a refusal may go without.");
    }

    private bool ReadRole(out Role role)
    {
        role = TextIs("user"u8) ? Role.User
            : TextIs("assistant"u8) ? Role.Assistant
            : TextIs("system"u8) || TextIs("developer"u8) ? Role.Instructing
            : TextIs("tool"u8) || TextIs("function"u8) ? Role.Tool
            : Role.None;
        if (role != Role.None)
        {
            return true;
        }

        if (_reader.TokenType == JsonTokenType.String && _reader.ValueSpan.Length is > 0 and <= 32 && !_reader.ValueIsEscaped)
        {
            string found = System.Text.Encoding.UTF8.GetString(_reader.ValueSpan);
            return Refuse(MessagePath("role"), $"'{MessagePath("role")}' is '{found}', but must be {Roles}.");
        }

        return Wrong(MessagePath("role"), Roles);
    }

    private bool ReadToolCalls(out bool any)
    {
        any = false;
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong(MessagePath("tool_calls"), "an array of objects");
        }

        int start = Token.Start;
        for (int i = 0; Next(); i++)
        {
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                Tally.TextBytes += Position - start;
                return true;
            }

            if (_reader.TokenType != JsonTokenType.StartObject)
            {
                return Wrong($"{MessagePath("tool_calls")}[{i}]", "an object");
            }

            any = true;
            if (!SkipValue())
            {
                return false;
            }
        }

        return false;
    }

    private readonly string MessagePath(string member) => Path(Place.Message, 0, member);
}
