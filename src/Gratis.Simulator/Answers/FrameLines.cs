using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Answers;

/// <summary>Turns frames into the moves of a stream's body.</summary>
internal static class FrameLines
{
    // More than the longest prefix, line ends and a second data line together.
    private const int Overhead = 48;

    public static List<Move> Moves(List<Frame> frames, LineStyle style, Pace pace, TimeSpan firstToken)
    {
        var moves = new List<Move>(frames.Count + 2);
        var buffer = new byte[frames.Sum(frame => frame.Payload.Length + Overhead)];
        var at = 0;
        var waited = false;
        foreach (var frame in frames)
        {
            if (frame.Kind is not FrameKind.Comment)
            {
                var wait = waited ? pace.For(frame.Tokens) : pace.FirstToken + firstToken;
                waited = true;
                if (wait > TimeSpan.Zero)
                    moves.Add(Move.Wait(wait));
            }

            var start = at;
            at += Write(frame, style, buffer.AsSpan(at));
            moves.Add(Move.Write(buffer.AsMemory(start, at - start), frame.Tokens));
        }

        return moves;
    }

    private static int Write(in Frame frame, LineStyle style, Span<byte> target)
    {
        var lineEnd = style.Crlf ? "\r\n"u8 : "\n"u8;
        var payload = frame.Payload.Span;
        var writer = new SpanWriter(target);
        if (frame.Kind is FrameKind.Comment)
        {
            writer.Add(": "u8);
            writer.Add(payload);
            writer.Add(lineEnd);
        }
        else
        {
            if (frame.Kind is FrameKind.ErrorEvent)
            {
                writer.Add(style.NoSpace ? "event:error"u8 : "event: error"u8);
                writer.Add(lineEnd);
            }

            var field = style.NoSpace ? "data:"u8 : "data: "u8;
            writer.Add(field);
            if (style.MultiLine && payload.Length > 1 && payload[0] == (byte)'{')
            {
                // A newline between two JSON tokens changes nothing once the lines are joined again.
                writer.Add("{"u8);
                writer.Add(lineEnd);
                writer.Add(field);
                payload = payload[1..];
            }

            writer.Add(payload);
            writer.Add(lineEnd);
        }

        writer.Add(lineEnd);
        return writer.Length;
    }

    private ref struct SpanWriter(Span<byte> target)
    {
        private readonly Span<byte> _target = target;

        public int Length { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_target[Length..]);
            Length += bytes.Length;
        }
    }
}
