namespace Gratis.Wire;

/// <summary>What the walk over a body has gathered so far; sealed into <see cref="RequestFacts"/> once the body is found good.</summary>
internal struct RequestTally
{
    public Operation Operation;
    public int BodyStart;
    public int AfterBrace;
    public ByteRange Model;
    public int ModelChars;
    public bool ModelIsBlank;
    public ByteRange StreamOptions;
    public bool StreamOptionsIsObject;
    public bool StreamOptionsHasMembers;
    public ByteRange IncludeUsage;
    public NameFilter Names;

    public bool Stream;
    public bool UsageAsked;
    public bool HasTools;
    public bool ForcesTool;
    public bool HasToolHistory;
    public bool HasReasoningEffort;
    public bool WebSearch;
    public ResponseFormat ResponseFormat;
    public ByteRange Schema;
    public int? MaxTokens;
    public int? MaxCompletionTokens;
    public int? Choices;

    public ByteRange Messages;
    public ByteRange LastUserContent;
    public int MessageCount;
    public int TurnCount;
    public int ImageCount;
    public int AudioCount;
    public int InputCount;
    public int DocumentCount;
    public int TextBytes;
    public int ToolBytes;
}
