namespace Gratis.Wire;

/// <summary>What one chunk of a stream means.</summary>
[Flags]
internal enum ChunkMeaning
{
    /// <summary>Nothing beyond its bytes.</summary>
    None = 0,

    /// <summary>It gives the reader something: from here on the attempt is committed.</summary>
    Substance = 1,

    /// <summary>A choice ends.</summary>
    Finish = 2,

    /// <summary>It reports usage.</summary>
    Usage = 4,

    /// <summary>It reports nothing but usage: not for a client that did not ask.</summary>
    UsageOnly = 8,

    /// <summary>It is, or holds, an error.</summary>
    Error = 16,

    /// <summary>The end mark.</summary>
    Done = 32,

    /// <summary>Not a JSON object.</summary>
    Invalid = 64,
}

/// <summary>What a stream has said so far; the chunk reader adds to it.</summary>
internal struct StreamFacts
{
    /// <summary>The latest usage, each figure as last reported.</summary>
    public Usage Usage;

    /// <summary>Why the first choice to end has ended; an error before all other reasons.</summary>
    public FinishReason Finish;

    /// <summary>How many choices have ended.</summary>
    public int FinishedChoices;

    /// <summary>Everything the inspected chunks gave; skimmed ones add to it only by chance.</summary>
    public Substance Substance;

    /// <summary>An inspected chunk called a tool by its name.</summary>
    public bool HasCall;

    /// <summary>The end mark was there.</summary>
    public bool Done;

    /// <summary>An error was there.</summary>
    public bool HasError;

    /// <summary>Where the latest error lies in the payload it came in.</summary>
    public ByteRange Error;
}
