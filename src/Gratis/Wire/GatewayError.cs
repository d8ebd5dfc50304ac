namespace Gratis.Wire;

/// <summary>An error of the gateway's own, in the shape OpenAI clients know.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code that tells cases apart.</param>
/// <param name="Type">The family, one of those OpenAI's SDKs know.</param>
/// <param name="Message">For people: what happened, what was expected, what to do.</param>
/// <param name="Param">The member of the request it is about.</param>
public sealed record GatewayError(int Status, string Code, string Type, string Message, string? Param = null)
{
    private const string InvalidRequestType = "invalid_request_error";
    private const string RateLimitType = "rate_limit_error";
    private const string ServerType = "server_error";

    /// <summary>When it is worth asking again: the <c>Retry-After</c> header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The attempts that were really made; null where the error is none about attempts.</summary>
    public IReadOnlyList<AttemptSummary>? Attempts { get; init; }

    /// <summary>What a route would have to be able to do; null where the error is none about that.</summary>
    public IReadOnlyList<string>? RequiredCapabilities { get; init; }

    /// <summary>The id under which the request is in the log.</summary>
    public string? RequestId { get; init; }

    /// <summary>The body is not what it should be.</summary>
    public static GatewayError InvalidRequest(string message, string? param = null) =>
        new(400, "invalid_request", InvalidRequestType, message, param);

    /// <summary>No client key, or a wrong or revoked one.</summary>
    public static GatewayError InvalidApiKey(string message) => new(401, "invalid_api_key", "authentication_error", message);

    /// <summary>The key, origin or host may not do this.</summary>
    public static GatewayError Forbidden(string message) => new(403, "forbidden", "permission_error", message);

    /// <summary>The client is over its own limit.</summary>
    public static GatewayError RateLimitExceeded(string message, TimeSpan retryAfter) =>
        new(429, "rate_limit_exceeded", RateLimitType, message) { RetryAfter = retryAfter };

    /// <summary>Nobody knows this model or provider.</summary>
    public static GatewayError ModelNotFound(string message) => new(404, "model_not_found", InvalidRequestType, message, "model");

    /// <summary>Nothing enabled can do what the request needs.</summary>
    public static GatewayError UnsupportedCapabilities(string message, IReadOnlyList<string> required) =>
        new(400, "unsupported_capabilities", InvalidRequestType, message) { RequiredCapabilities = required };

    /// <summary>The virtual model has no route at all; the message says what to set.</summary>
    public static GatewayError NoRoutes(string message) => new(503, "no_routes", ServerType, message, "model");

    /// <summary>
    /// Everything that could answer waits for quota. A rate limit to clients, not OpenAI's <c>insufficient_quota</c>: that one makes
    /// them give up and ask for a credit card, while here waiting is enough.
    /// </summary>
    public static GatewayError QuotaExhausted(string message, TimeSpan? retryAfter) =>
        new(429, "quota_exhausted", RateLimitType, message) { RetryAfter = retryAfter };

    /// <summary>The gateway's own queue is full, or the wait in it was too long.</summary>
    public static GatewayError RequestQueueTimeout(string message) =>
        new(429, "request_queue_timeout", RateLimitType, message) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Every attempt failed.</summary>
    public static GatewayError AllCandidatesFailed(string message, IReadOnlyList<AttemptSummary> attempts) =>
        new(502, "all_candidates_failed", ServerType, message) { Attempts = attempts };

    /// <summary>The upstreams refuse the request itself: their status and their words.</summary>
    public static GatewayError Refused(int status, string message, string? param, IReadOnlyList<AttemptSummary> attempts) =>
        new(status, "invalid_request", InvalidRequestType, message, param) { Attempts = attempts };

    /// <summary>The request fits no route's window: the status of the upstream that said so.</summary>
    public static GatewayError TooLong(int status, string message, IReadOnlyList<AttemptSummary> attempts) =>
        new(status, "context_length_exceeded", InvalidRequestType, message, "messages") { Attempts = attempts };

    /// <summary>The body is over the limit.</summary>
    public static GatewayError BodyTooLarge(string message) => new(413, "request_too_large", InvalidRequestType, message);

    /// <summary>The stream broke after its first bytes had gone to the client.</summary>
    public static GatewayError StreamBroken(string message) => new(502, "stream_broken", ServerType, message);
}
