using System.Buffers;
using System.Text;
using Gratis.Wire;

namespace Gratis.Hosting.Client;

/// <summary>
/// A call that came to nothing. Cases that a program treats differently have types of their own below; <see cref="Code"/> tells the rest
/// apart. No text in it holds a secret.
/// </summary>
public class GratisException : Exception
{
    private protected GratisException(GatewayError error)
        : base(error.Message) => Error = error;

    /// <summary>The whole error.</summary>
    public GatewayError Error { get; }

    /// <summary>The HTTP status that a client of the gateway would get.</summary>
    public int Status => Error.Status;

    /// <summary>The code that tells cases apart, such as <c>model_not_found</c>.</summary>
    public string Code => Error.Code;

    /// <summary>The id under which the engine knows the request.</summary>
    public string? RequestId => Error.RequestId;

    /// <summary>The calls that were really made, in their order.</summary>
    public IReadOnlyList<AttemptSummary> Attempts => Error.Attempts ?? [];

    /// <summary>The calls as <c>route=verdict</c>, separated by commas.</summary>
    public string Trail => string.Join(',', Attempts.Select(attempt => $"{attempt.Route}={attempt.Verdict}"));

    /// <summary>The error as JSON in OpenAI's shape.</summary>
    public string Body
    {
        get
        {
            var body = new ArrayBufferWriter<byte>();
            ErrorWriter.Write(body, Error);
            return Encoding.UTF8.GetString(body.WrittenSpan);
        }
    }

    internal static GratisException Of(GatewayError error) => error switch
    {
        { Status: 429 } => new QuotaExhaustedException(error),
        { Code: AllCandidatesFailedException.ItsCode } => new AllCandidatesFailedException(error),
        { Code: StreamBrokenException.ItsCode } => new StreamBrokenException(error),
        { Status: 400 or 413 or 422, Attempts.Count: > 0 } => new RequestRefusedException(error),
        _ => new GratisException(error),
    };
}

/// <summary>
/// The upstreams refuse the request itself: malformed, too long, filtered. <see cref="GratisException.Status"/> and
/// <see cref="GratisException.Body"/> are the upstream's status and words. The same request will be refused again.
/// </summary>
public sealed class RequestRefusedException : GratisException
{
    internal RequestRefusedException(GatewayError error)
        : base(error)
    {
    }
}

/// <summary>Every candidate was tried, or as many as a request may try, and none could answer: <see cref="GratisException.Attempts"/> says how each ended.</summary>
public sealed class AllCandidatesFailedException : GratisException
{
    internal const string ItsCode = "all_candidates_failed";

    internal AllCandidatesFailedException(GatewayError error)
        : base(error)
    {
    }
}

/// <summary>Everything that could answer waits: for quota, or for a place among the requests in flight.</summary>
public sealed class QuotaExhaustedException : GratisException
{
    internal QuotaExhaustedException(GatewayError error)
        : base(error)
    {
    }

    /// <summary>When asking again is worth it; null where nobody knows.</summary>
    public TimeSpan? RetryAfter => Error.RetryAfter;
}

/// <summary>A stream that had begun broke off. What came before it is genuine, and not whole.</summary>
public sealed class StreamBrokenException : GratisException
{
    internal const string ItsCode = "stream_broken";

    internal StreamBrokenException(GatewayError error)
        : base(error)
    {
    }
}
