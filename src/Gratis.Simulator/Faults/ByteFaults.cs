using System.IO.Compression;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Faults;

/// <summary>Faults of a body's bytes on their way.</summary>
internal static class ByteFaults
{
    private const long MostEncoded = 1024L * 1024 * 1024;

    public static void Apply(FaultSpec[] faults, Reply reply)
    {
        if (faults.Length == 0)
            return;

        // What is encoded is encoded whole; only then come pieces and cuts.
        foreach (var fault in faults)
        {
            if (fault.Kind is FaultKind.ContentType)
                reply.ReplaceHeader("Content-Type", fault.ContentType ?? (reply.IsStream ? "application/json" : "text/html"));
            else if (fault.Kind is FaultKind.TruncatedBody)
                Truncate(reply, fault);
            else if (fault.Kind is FaultKind.Gzip or FaultKind.Brotli && CanEncode(reply))
                Encode(reply, fault.Kind);
        }

        foreach (var fault in faults)
        {
            switch (fault.Kind)
            {
                case FaultKind.Drip:
                    reply.Moves = [.. reply.Moves.SelectMany(move => Drip(move, fault.Delay))];
                    break;
                case FaultKind.Split:
                    reply.Moves = [.. reply.Moves.SelectMany(Split)];
                    break;
                case FaultKind.Cut:
                    Take(reply, fault.Bytes);
                    reply.Ending = Ending.Cut;
                    reply.Length = null;
                    break;
                case FaultKind.BadFraming:
                    TakeWrites(reply, Math.Max(1, fault.Count));
                    reply.Ending = Ending.BadFraming;
                    reply.Length = null;
                    break;
                case FaultKind.Stall when !reply.IsStream:
                    if (fault.Count == 0)
                        reply.Moves.Clear();
                    else
                        Take(reply, Total(reply) / 2);
                    reply.Moves.Add(Move.Stall);
                    reply.Length = null;
                    break;
                default:
                    break;
            }
        }
    }

    private static long Total(Reply reply) => reply.Moves.Sum(move => (long)move.Bytes.Length * move.Times);

    private static void Truncate(Reply reply, FaultSpec fault)
    {
        var promised = reply.Length;
        Take(reply, fault.Bytes == 0 ? Total(reply) / 2 : fault.Bytes);
        if (!fault.KeepsLength || promised is null)
            return;

        reply.Length = promised;
        reply.Ending = Ending.Cut;
    }

    // What has no end cannot be packed before it is sent, and what is packed already is not packed again.
    private static bool CanEncode(Reply reply) =>
        Total(reply) <= MostEncoded && !reply.Headers.Exists(header => header.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase));

    private static void Take(Reply reply, long bytes)
    {
        var kept = new List<Move>();
        foreach (var move in reply.Moves)
        {
            if (move.Kind is not MoveKind.Write)
            {
                kept.Add(move);
                continue;
            }

            var whole = move.Bytes.IsEmpty ? 0 : (int)Math.Min(bytes / move.Bytes.Length, move.Times);
            if (whole > 0)
                kept.Add(move with { Times = whole });
            bytes -= (long)whole * move.Bytes.Length;
            if (whole < move.Times && bytes > 0 && !move.Bytes.IsEmpty)
            {
                kept.Add(Move.Write(move.Bytes[..(int)bytes], whole == 0 ? move.Tokens : 0));
                bytes = 0;
            }

            if (bytes == 0)
                break;
        }

        reply.Moves = kept;
        if (reply.Length is not null)
            reply.Length = Total(reply);
    }

    private static void TakeWrites(Reply reply, int writes)
    {
        var at = 0;
        while (at < reply.Moves.Count && (reply.Moves[at].Kind is not MoveKind.Write || writes-- > 0))
            at++;
        reply.Moves.RemoveRange(at, reply.Moves.Count - at);
    }

    private static void Encode(Reply reply, FaultKind kind)
    {
        var target = new MemoryStream();
        var read = 0L;
        var moves = new List<Move>(reply.Moves.Count + 1);
        using (Stream encoder = kind is FaultKind.Gzip ? new GZipStream(target, CompressionLevel.Fastest, true) : new BrotliStream(target, CompressionLevel.Fastest, true))
        {
            foreach (var move in reply.Moves)
            {
                if (move.Kind is not MoveKind.Write)
                {
                    moves.Add(move);
                    continue;
                }

                for (var time = 0; time < move.Times; time++)
                    encoder.Write(move.Bytes.Span);

                // Flushed piece by piece, so that an encoded stream still streams.
                encoder.Flush();
                moves.Add(Move.Write(Fresh(), move.Tokens));
            }
        }

        moves.Add(Move.Write(Fresh()));
        reply.Moves = moves;
        reply.ReplaceHeader("Content-Encoding", kind is FaultKind.Gzip ? "gzip" : "br");
        if (reply.Length is not null)
            reply.Length = Total(reply);

        byte[] Fresh()
        {
            var bytes = target.GetBuffer().AsSpan((int)read, (int)(target.Length - read)).ToArray();
            read = target.Length;
            return bytes;
        }
    }

    private static IEnumerable<Move> Drip(Move move, TimeSpan delay)
    {
        if (move.Kind is not MoveKind.Write || move.Times > 1)
        {
            yield return move;
            yield break;
        }

        for (var i = 0; i < move.Bytes.Length; i++)
        {
            if (delay > TimeSpan.Zero)
                yield return Move.Wait(delay);
            yield return Move.Write(move.Bytes.Slice(i, 1), i == 0 ? move.Tokens : 0);
        }
    }

    private static IEnumerable<Move> Split(Move move)
    {
        if (move.Kind is not MoveKind.Write || move.Times > 1)
        {
            yield return move;
            yield break;
        }

        var start = 0;
        for (var i = 1; i < move.Bytes.Length; i++)
        {
            var (before, here) = (move.Bytes.Span[i - 1], move.Bytes.Span[i]);
            var insideCharacter = (here & 0xC0) == 0x80;
            var insideLineEnd = here == (byte)'\n' && before is (byte)'\r' or (byte)'\n';
            if (!insideCharacter && !insideLineEnd)
                continue;
            yield return Move.Write(move.Bytes[start..i], start == 0 ? move.Tokens : 0);
            start = i;
        }

        yield return Move.Write(move.Bytes[start..], start == 0 ? move.Tokens : 0);
    }
}
