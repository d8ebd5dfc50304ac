namespace Gratis.Wire;

/// <summary>Whether a body is an answer at all.</summary>
internal enum AnswerStatus
{
    /// <summary>A JSON object.</summary>
    Ok,

    /// <summary>No byte but white space.</summary>
    Empty,

    /// <summary>Something else: HTML, plain text, JSON that is no object.</summary>
    NotJson,

    /// <summary>The beginning of a JSON object.</summary>
    Truncated,
}

/// <summary>What a complete answer means. Everything but <see cref="Status"/> is empty unless that is <see cref="AnswerStatus.Ok"/>.</summary>
internal readonly record struct AnswerFacts
{
    /// <summary>Whether it is an answer at all.</summary>
    public AnswerStatus Status { get; init; }

    /// <summary>The error inside it, top-level or in a choice; empty when there is none.</summary>
    public ByteRange Error { get; init; }

    /// <summary>Choices of a chat answer.</summary>
    public int Choices { get; init; }

    /// <summary>What the choices give, taken together.</summary>
    public Substance Substance { get; init; }

    /// <summary>Why the model stopped: the first reason given, but an error before all others.</summary>
    public FinishReason Finish { get; init; }

    /// <summary>There is a tool call as it should be: it names its tool and its arguments are a JSON object.</summary>
    public bool HasCall { get; init; }

    /// <summary>A tool call has arguments that are no JSON object.</summary>
    public bool HasBrokenArguments { get; init; }

    /// <summary>The first text of a choice as a JSON literal, quotes included; empty where it is not a single string.</summary>
    public ByteRange Text { get; init; }

    /// <summary>Embeddings, or ranked documents.</summary>
    public int Items { get; init; }

    /// <summary>Tokens and cost.</summary>
    public Usage Usage { get; init; }

    /// <summary>It holds an error, whatever its status code said.</summary>
    public bool HasError => !Error.IsEmpty || Finish == FinishReason.Error;

    /// <summary>It thinks and says nothing.</summary>
    public bool IsReasoningOnly => Substance == Substance.Reasoning;
}
