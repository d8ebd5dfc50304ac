namespace Gratis.Wire;

/// <summary>What an answer, or a piece of one, gives its reader. White space alone gives nothing.</summary>
[Flags]
internal enum Substance
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Visible text.</summary>
    Text = 1,

    /// <summary>The model's thoughts.</summary>
    Reasoning = 2,

    /// <summary>A call of a tool or function.</summary>
    ToolCall = 4,

    /// <summary>A refusal in the model's words.</summary>
    Refusal = 8,

    /// <summary>Sound or pictures.</summary>
    Media = 16,
}
