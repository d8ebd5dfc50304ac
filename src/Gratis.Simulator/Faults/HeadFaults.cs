using System.Globalization;
using System.Text;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Faults;

/// <summary>Faults that put something else in the place of the whole answer.</summary>
internal static class HeadFaults
{
    private const long HugeDefault = 16 * 1024 * 1024;
    private const int Piece = 64 * 1024;
    private const string Onward = "/again";

    /// <summary>What becomes of the connection.</summary>
    public static Greeting Greeting(FaultSpec[] faults)
    {
        foreach (var fault in faults)
        {
            if (fault.Kind is FaultKind.RefuseConnection)
                return Traffic.Greeting.Refused;
            if (fault.Kind is FaultKind.ResetConnection)
                return Traffic.Greeting.Reset;
        }

        return Traffic.Greeting.Accepted;
    }

    /// <summary>The answer in the place of the real one; null when there is none.</summary>
    public static Reply? Instead(FaultSpec[] faults, Personality manners, string model, string path, DateTimeOffset now)
    {
        foreach (var fault in faults)
        {
            var reply = fault.Kind switch
            {
                FaultKind.Status => Status(fault, manners, model, now),
                FaultKind.ErrorInOk => manners.Refuse(new Refusal(RefusalReason.ServerError, now) { Model = model, Status = 200 }),
                FaultKind.Html => Html(fault.Status == 0 ? 200 : fault.Status),
                FaultKind.Redirect => Redirect(fault.Status, fault.Location),
                FaultKind.CyclicRedirect => Redirect(fault.Status, fault.Count < 2 ? path : path.EndsWith(Onward, StringComparison.Ordinal) ? path[..^Onward.Length] : path + Onward),
                FaultKind.EndlessBody => Endless(),
                FaultKind.HugeBody => Huge(fault.Bytes == 0 ? HugeDefault : fault.Bytes),
                _ => null,
            };
            if (reply is not null)
                return reply;
        }

        return null;
    }

    /// <summary>Time before the headers.</summary>
    public static TimeSpan Delay(FaultSpec[] faults, FaultKind kind)
    {
        var delay = TimeSpan.Zero;
        foreach (var fault in faults)
        {
            if (fault.Kind == kind)
                delay += fault.Delay;
        }

        return delay;
    }

    private static Reply Status(FaultSpec fault, Personality manners, string model, DateTimeOffset now)
    {
        var status = fault.Status == 0 ? 500 : fault.Status;

        // HTTP allows no body with these.
        var reply = status is 204 or 205 or 304 ? new Reply(status) : fault.Body is { } body
            ? Reply.Text(status, fault.ContentType ?? "application/json", body)
            : manners.Refuse(new Refusal(ReasonOf(status), now) { Model = model, Status = status, Detail = "the request was refused" });
        foreach (var (name, value) in fault.Headers)
            reply.ReplaceHeader(name, value);
        return reply;
    }

    private static RefusalReason ReasonOf(int status) => status switch
    {
        401 or 403 => RefusalReason.BadKey,
        402 => RefusalReason.PaymentRequired,
        404 or 410 => RefusalReason.ModelRemoved,
        413 => RefusalReason.TooLong,
        429 => RefusalReason.Overloaded,
        >= 500 => RefusalReason.ServerError,
        _ => RefusalReason.BadRequest,
    };

    private static Reply Html(int status)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);
        var title = status switch
        {
            200 => "Just a moment...",
            502 => "502 Bad Gateway",
            503 => "503 Service Temporarily Unavailable",
            520 => "520: Web server is returning an unknown error",
            521 => "521: Web server is down",
            522 => "522: Connection timed out",
            523 => "523: Origin is unreachable",
            524 => "524: A timeout occurred",
            525 => "525: SSL handshake failed",
            526 => "526: Invalid SSL certificate",
            _ => code,
        };
        var reply = Reply.Text(status, "text/html; charset=UTF-8",
            $"<!DOCTYPE html>\n<html lang=\"en-US\">\n<head><title>{title}</title></head>\n<body>\n<center><h1>{title}</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n");
        reply.Header("Server", "cloudflare");
        reply.Header("CF-RAY", "0000000000000000-FRA");
        return reply;
    }

    private static Reply Redirect(int status, string location)
    {
        var reply = Reply.Text(status == 0 ? 302 : status, "text/html", "");
        reply.Header("Location", location);
        return reply;
    }

    private static Reply Endless()
    {
        var entry = """{"id":"endless","object":"model"},"""u8;
        var piece = new byte[Piece / entry.Length * entry.Length];
        for (var at = 0; at < piece.Length; at += entry.Length)
            entry.CopyTo(piece.AsSpan(at));

        var reply = Reply.Of(200, "application/json", """{"object":"list","data":["""u8.ToArray());
        reply.Moves.Add(Move.Write(piece, 0, int.MaxValue));
        reply.Length = null;
        return reply;
    }

    // Valid JSON all the same: only its size is wrong.
    private static Reply Huge(long bytes)
    {
        var head = Encoding.UTF8.GetBytes("""{"object":"chat.completion","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":" """.TrimEnd());
        return Padded(head, "\"}}]}"u8.ToArray(), bytes);
    }

    /// <summary>A body of so many bytes, with nothing between its head and its tail but length.</summary>
    public static Reply Padded(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail, long bytes)
    {
        var padding = Math.Max(0, bytes - head.Length - tail.Length);
        var piece = new byte[Piece];
        Array.Fill(piece, (byte)'h');

        var reply = Reply.Of(200, "application/json", head);
        if (padding / Piece > 0)
            reply.Moves.Add(Move.Write(piece, 0, (int)Math.Min(padding / Piece, int.MaxValue)));
        reply.Moves.Add(Move.Write(piece.AsMemory(0, (int)(padding % Piece))));
        reply.Moves.Add(Move.Write(tail));
        reply.Length = head.Length + padding + tail.Length;
        return reply;
    }
}
