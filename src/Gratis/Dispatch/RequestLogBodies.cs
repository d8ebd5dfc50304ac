using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Gratis.Stores;

namespace Gratis.Dispatch;

/// <summary>What was said in one request: the first bytes of the question and of the answer, for as long as the owner wants that kept.</summary>
internal sealed class LogBodies
{
    /// <summary>No more bytes of either.</summary>
    public const int Most = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly byte[] _request;
    private readonly ArrayBufferWriter<byte> _answer = new();

    private LogBodies(ReadOnlySpan<byte> request) => _request = request[..Math.Min(request.Length, Most)].ToArray();

    /// <summary>The bodies of a request; a stream's answer is heard while it passes.</summary>
    public static LogBodies Of(GatewayRequest request, Answer? answer)
    {
        var bodies = new LogBodies(request.Body.Span);
        if (answer is { IsUnderWay: true })
            answer.Overhear(bodies);
        else if (answer is { Error: { } error })
            bodies.Hear(Encoding.UTF8.GetBytes(error.Message));
        else if (answer is not null)
            bodies.Hear(answer.Body.Span);
        return bodies;
    }

    public void Hear(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _answer.Write(bytes[..Math.Min(bytes.Length, Most - _answer.WrittenCount)]);
    }

    /// <summary>Both as they may be kept: without what looks like a secret.</summary>
    public LoggedBodies Tell()
    {
        lock (_lock)
            return new LoggedBodies(BodySecrets.Mask(_request), BodySecrets.Mask(_answer.WrittenSpan));
    }
}

/// <summary>Takes what looks like a credential or a mail address out of bodies that are kept.</summary>
internal static partial class BodySecrets
{
    private const string Masked = "[redacted]";

    /// <summary>The text as it may be kept; null where there is none.</summary>
    public static string? Mask(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return null;
        var text = Encoding.UTF8.GetString(body);

        // What the bound cut in two is a secret no pattern knows any more.
        if (body.Length == LogBodies.Most)
            text = HalfWord().Replace(text, "");
        text = Named().Replace(text, "$1" + Masked);
        text = Authorization().Replace(text, "$1" + Masked);
        text = Key().Replace(text, Masked);
        return Mail().Replace(text, Masked);
    }

    [GeneratedRegex("""[^\s"]{0,4096}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex HalfWord();

    /// <summary>A member of JSON whose name says what its value is, also in JSON that is a text itself.</summary>
    [GeneratedRegex("""(\\?"[\w-]*(?:authorization|api[_-]?key|access[_-]?token|auth[_-]?token|secret|passw(?:or)?d|credential)[\w-]*\\?"\s*:\s*\\?")[^"\\]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("""\b((?:authorization|api[_-]?key)\s*[:=]\s*(?:(?:bearer|basic)\s+)?|(?:bearer|basic)\s+)[\w.~+/=-]{6,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();

    [GeneratedRegex(
        """\b(?:sk|pk|rk|gsk|hf|r8|fw|tgp|csk|xai|nvapi|pplx|gh[pousr]|github_pat|glpat|xox[a-z]|vck|cfut|cfat)[-_][\w-]{8,}|\b(?:AIza|AKIA|ASIA|ya29\.)[\w-]{8,}|\beyJ[\w-]{8,}\.[\w.-]+""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex("""[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}""", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}

/// <summary>A client's pipe whose bytes somebody hears too.</summary>
internal sealed class OverheardPipe(PipeWriter client, LogBodies listener) : PipeWriter
{
    private Memory<byte> _current;

    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => client.CanGetUnflushedBytes;

    /// <inheritdoc />
    public override long UnflushedBytes => client.UnflushedBytes;

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0) => _current = client.GetMemory(sizeHint);

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc />
    public override void Advance(int bytes)
    {
        listener.Hear(_current.Span[..bytes]);
        client.Advance(bytes);
    }

    /// <inheritdoc />
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => client.FlushAsync(cancellationToken);

    /// <inheritdoc />
    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        listener.Hear(source.Span);
        return client.WriteAsync(source, cancellationToken);
    }

    /// <inheritdoc />
    public override void CancelPendingFlush() => client.CancelPendingFlush();

    /// <inheritdoc />
    public override void Complete(Exception? exception = null) => client.Complete(exception);

    /// <inheritdoc />
    public override ValueTask CompleteAsync(Exception? exception = null) => client.CompleteAsync(exception);
}
