using System.Text.Json;

namespace Gratis.Wire;

/// <content>What embeddings and rerank requests carry instead of messages.</content>
internal ref partial struct RequestWalk
{
    private const string InputShape = "a non-empty string, or a non-empty array of strings, of tokens or of token arrays";
    private const string DocumentsShape = "a non-empty array of strings and objects";

    // Sizes are in bytes of text; a token stands for about four of them.
    private const int BytesPerToken = 4;

    private bool ReadInput()
    {
        if (_reader.TokenType == JsonTokenType.String && !_reader.ValueSpan.IsEmpty)
        {
            Tally.InputCount = 1;
            Tally.TextBytes += TextLength();
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong("input", InputShape);
        }

        // The first element says which of the three lists it is; the others must be alike.
        JsonTokenType kind = JsonTokenType.None;
        int count = 0;
        for (; Next(); count++)
        {
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                Tally.InputCount = kind == JsonTokenType.Number ? 1 : count;
                return count > 0 || Refuse("input", $"'input' is empty, but must be {InputShape}.");
            }

            kind = kind == JsonTokenType.None ? _reader.TokenType : kind;
            if (_reader.TokenType != kind)
            {
                return Wrong($"input[{count}]", "like the elements before it");
            }

            if (count == RequestReader.MaxItems && kind != JsonTokenType.Number)
            {
                return Refuse("input", $"'input' holds too many, but may hold at most {RequestReader.MaxItems}.");
            }

            bool read = kind switch
            {
                JsonTokenType.String => CountText(),
                JsonTokenType.Number => ReadToken() || Wrong($"input[{count}]", "a token, a non-negative integer"),
                JsonTokenType.StartArray => ReadTokens(count),
                _ => Wrong($"input[{count}]", "a string, a token or an array of tokens"),
            };
            if (!read)
            {
                return false;
            }
        }

        return false;
    }

    private bool ReadTokens(int input)
    {
        for (int i = 0; Next(); i++)
        {
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                return i > 0 || Refuse($"input[{input}]", $"'input[{input}]' is empty, but must hold tokens.");
            }

            if (!ReadToken())
            {
                return Wrong($"input[{input}][{i}]", "a token, a non-negative integer");
            }
        }

        return false;
    }

    private bool ReadToken()
    {
        Tally.TextBytes += BytesPerToken;
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out int token) && token >= 0;
    }

    private bool CountText()
    {
        Tally.TextBytes += TextLength();
        return true;
    }

    private bool ReadQuery() => _reader.TokenType == JsonTokenType.String && !_reader.ValueSpan.IsEmpty
        ? CountText()
        : Wrong("query", "a non-empty string");

    private bool ReadDocuments()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong("documents", DocumentsShape);
        }

        while (Next())
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.EndArray:
                    return Tally.DocumentCount > 0 || Refuse("documents", $"'documents' is empty, but must be {DocumentsShape}.");
                case JsonTokenType.String:
                    CountText();
                    break;
                case JsonTokenType.StartObject:
                    // Which members of a document are read is the provider's business: all of it counts.
                    if (!SkipValue(out int length))
                    {
                        return false;
                    }

                    Tally.TextBytes += length;
                    break;
                default:
                    return Wrong($"documents[{Tally.DocumentCount}]", "a string or an object");
            }

            if (++Tally.DocumentCount > RequestReader.MaxItems)
            {
                return Refuse("documents", $"'documents' holds too many, but may hold at most {RequestReader.MaxItems}.");
            }
        }

        return false;
    }
}
