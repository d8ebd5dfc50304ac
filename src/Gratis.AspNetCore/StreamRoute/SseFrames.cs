using System.Buffers;

namespace Gratis.AspNetCore.StreamRoute;

/// <summary>A whole answer as an event stream.</summary>
internal static class SseFrames
{
    /// <summary>One event and the mark of the end. A line feed would end a line of data, so each line of the body becomes one: together they are the body again.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> body)
    {
        foreach (var line in body.SplitAny("\r\n"u8))
        {
            // JSON knows no line feed but between its members: an empty line is a half of CR LF, or nobody's loss.
            if (body[line].IsEmpty)
                continue;
            output.Write("data: "u8);
            output.Write(body[line]);
            output.Write("\n"u8);
        }

        output.Write("\ndata: [DONE]\n\n"u8);
    }
}
