using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// What routing needs to know about a request body, and where in it the splicer will cut. It points into the body and holds none of
/// it: every method that decodes takes the same bytes the facts were read from.
/// </summary>
internal sealed class RequestFacts
{
    private readonly RequestTally _tally;
    private string? _model;

    internal RequestFacts(in RequestTally tally) => _tally = tally;

    /// <summary>What the client asks for.</summary>
    public Operation Operation => _tally.Operation;

    /// <summary>Where the JSON starts: behind a byte order mark, if there was one.</summary>
    public int BodyStart => _tally.BodyStart;

    /// <summary>The position just behind the opening brace.</summary>
    public int AfterBrace => _tally.AfterBrace;

    /// <summary>The literal that is the model's value, quotes included; empty when the member is absent, <c>null</c> when it is null.</summary>
    public ByteRange ModelLiteral => _tally.Model;

    /// <summary>False when no model is named (absent, null or blank), which means <c>auto</c>.</summary>
    public bool HasModel => !_tally.ModelIsBlank;

    /// <summary>The value of <c>stream_options</c>; empty when absent.</summary>
    public ByteRange StreamOptions => _tally.StreamOptions;

    /// <summary>True when <see cref="StreamOptions"/> is an object, not null.</summary>
    public bool StreamOptionsIsObject => _tally.StreamOptionsIsObject;

    /// <summary>True when that object is not empty.</summary>
    public bool StreamOptionsHasMembers => _tally.StreamOptionsHasMembers;

    /// <summary>The value of <c>stream_options.include_usage</c>; empty when absent.</summary>
    public ByteRange IncludeUsage => _tally.IncludeUsage;

    /// <summary>The client wants server-sent events.</summary>
    public bool Stream => _tally.Stream;

    /// <summary>The client asked for the usage chunk at the end of the stream.</summary>
    public bool UsageAsked => _tally.UsageAsked;

    /// <summary>Functions are offered to the model; a web search tool alone does not count.</summary>
    public bool HasTools => _tally.HasTools;

    /// <summary>The model must call a function: <c>required</c>, or one by name.</summary>
    public bool ForcesTool => _tally.ForcesTool;

    /// <summary>The conversation holds tool calls or their results.</summary>
    public bool HasToolHistory => _tally.HasToolHistory;

    /// <summary>The client sets how hard the model shall think.</summary>
    public bool HasReasoningEffort => _tally.HasReasoningEffort;

    /// <summary>The answer needs a web search by the provider.</summary>
    public bool WebSearch => _tally.WebSearch;

    /// <summary>The shape the answer must have.</summary>
    public ResponseFormat ResponseFormat => _tally.ResponseFormat;

    /// <summary>The schema that the answer must follow, an object; empty where the client gives none.</summary>
    public ByteRange Schema => _tally.Schema;

    /// <summary><c>max_completion_tokens</c>, else <c>max_tokens</c>.</summary>
    public int? MaxOutputTokens => _tally.MaxCompletionTokens ?? _tally.MaxTokens;

    /// <summary>How many answers are wanted (<c>n</c>).</summary>
    public int Choices => _tally.Choices ?? 1;

    /// <summary>The value of <c>messages</c>; empty where the operation has none.</summary>
    public ByteRange Messages => _tally.Messages;

    /// <summary>The content of the user's last message, a string or an array of parts; empty when the user says nothing.</summary>
    public ByteRange LastUserContent => _tally.LastUserContent;

    /// <summary>Messages of the conversation.</summary>
    public int MessageCount => _tally.MessageCount;

    /// <summary>Messages of the user among them.</summary>
    public int TurnCount => _tally.TurnCount;

    /// <summary>Images in the messages.</summary>
    public int ImageCount => _tally.ImageCount;

    /// <summary>Pieces of audio in the messages, and one more when audio is wanted back.</summary>
    public int AudioCount => _tally.AudioCount;

    /// <summary>Texts to embed.</summary>
    public int InputCount => _tally.InputCount;

    /// <summary>Documents to rank.</summary>
    public int DocumentCount => _tally.DocumentCount;

    /// <summary>
    /// UTF-8 bytes of decoded text that the model reads: content, inputs, query, documents. Tool calls in the history count with their
    /// raw bytes, an input token with four.
    /// </summary>
    public int TextBytes => _tally.TextBytes;

    /// <summary>Raw bytes of the tool definitions, and of the schema of the answer, which is read the same way.</summary>
    public int ToolBytes => _tally.ToolBytes;

    /// <summary>False when the body surely has no top-level member of this name.</summary>
    public bool MayHaveMember(ReadOnlySpan<byte> name) => _tally.Names.MayHold(name);

    /// <summary>The model's name, decoded once and kept; empty when there is none.</summary>
    public string Model(ReadOnlySpan<byte> body)
    {
        if (_model is { } known)
        {
            return known;
        }

        if (!HasModel)
        {
            return _model = "";
        }

        Utf8JsonReader reader = new(_tally.Model.Of(body));
        reader.Read();
        return _model = reader.GetString()!;
    }

    /// <summary>The model's name without an allocation, for lookups by span; false when it does not fit.</summary>
    public bool TryCopyModel(ReadOnlySpan<byte> body, Span<char> destination, out int written)
    {
        written = 0;
        if (!HasModel)
        {
            return true;
        }

        if (destination.Length < _tally.ModelChars)
        {
            return false;
        }

        Utf8JsonReader reader = new(_tally.Model.Of(body));
        reader.Read();
        written = reader.CopyString(destination);
        return true;
    }
}
