namespace Gratis.Wire;

/// <summary>What the choices of an answer or of one chunk hold, taken together.</summary>
internal struct ChoiceFacts
{
    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>How many of them say why they ended.</summary>
    public int Finished;

    /// <summary>Why; the first reason given, but an error before all others.</summary>
    public FinishReason Finish;

    /// <summary>What they give.</summary>
    public Substance Substance;

    /// <summary>An error inside a choice.</summary>
    public ByteRange Error;

    /// <summary>A tool call that names its tool and, where they are whole, has arguments.</summary>
    public bool HasCall;

    /// <summary>A tool call whose arguments are no JSON object; found only when the arguments are whole.</summary>
    public bool HasBrokenArguments;

    /// <summary>The first text, quotes included; only of a whole answer.</summary>
    public ByteRange Text;
}
