namespace Gratis.Wire.Schemas;

/// <summary>
/// Finds the JSON in what a model said. Models that are told to write nothing else still put a fence around it, a sentence before it, or
/// their thoughts.
/// </summary>
internal static class BareJson
{
    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    private static ReadOnlySpan<byte> Fence => "```"u8;

    /// <summary>The text without thoughts and without space around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        text = text.Trim(Space);
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..].TrimStart(Space);
        if (text.StartsWith("<think>"u8) && text.IndexOf("</think>"u8) is >= 0 and var end)
            text = text[(end + "</think>"u8.Length)..].TrimStart(Space);
        return text;
    }

    /// <summary>What stands in the first fence of a text, as <see cref="Trim"/> has left it; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Fenced(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf(Fence) is not (>= 0 and var begin))
            return [];
        text = text[(begin + Fence.Length)..];

        // Behind the fence stands the name of a language, or nothing.
        if (text.IndexOfAny("\n{[\""u8) is not (>= 0 and var start))
            return [];
        text = text[start..];

        // A string of the JSON may hold a fence, but no line that begins with one.
        var end = text.IndexOf("\n```"u8);
        if (end < 0)
            end = text.LastIndexOf(Fence);
        return (end >= 0 ? text[..end] : text).Trim(Space);
    }
}
