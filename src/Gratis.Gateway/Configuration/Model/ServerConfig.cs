using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>The section <c>server</c>.</summary>
internal sealed class ServerConfig
{
    private const double Day = 86_400;

    [Description("Address to listen on.")]
    [Required]
    public string Host { get; init; } = "127.0.0.1";

    [Description("Port to listen on; 0 takes any free one.")]
    [Range(0, 65_535)]
    public int Port { get; init; } = 8000;

    [Description("Requests in flight at once.")]
    [Range(1, 1_000_000)]
    public int MaxConcurrentRequests { get; init; } = 20;

    [Description("Seconds a request waits for a place before it gets 429.")]
    [Range(0, Day, MinimumIsExclusive = true)]
    public double RequestQueueTimeoutSeconds { get; init; } = 30;

    [Description("Requests that may wait for a place; more are refused at once.")]
    [Range(0, 1_000_000)]
    public int MaxQueuedRequests { get; init; } = 200;

    [Description("Calls one request may make, over all routes.")]
    [Range(1, 1_000)]
    public int MaxAttempts { get; init; } = 8;

    [Description("Seconds a request waits for quota when the client sends no X-Gateway-Max-Wait; 0 never waits.")]
    [Range(0, Day)]
    public double MaxWaitSeconds { get; init; } = 30;

    [Description("Seconds a whole request may take over all its attempts.")]
    [Range(0, Day, MinimumIsExclusive = true)]
    public double RequestTimeoutSeconds { get; init; } = 120;

    [Description("Seconds to connect to an upstream: DNS, TCP and TLS.")]
    [Range(0, Day, MinimumIsExclusive = true)]
    public double ConnectTimeoutSeconds { get; init; } = 5;

    [Description("Seconds of silence before the first token of a stream.")]
    [Range(0, Day, MinimumIsExclusive = true)]
    public double FirstTokenTimeoutSeconds { get; init; } = 30;

    [Description("Seconds of silence between two bytes after that.")]
    [Range(0, Day, MinimumIsExclusive = true)]
    public double IdleTimeoutSeconds { get; init; } = 60;

    [Description("Seconds of waiting after which a stream client gets its headers and comment lines, so that nothing in between hangs up.")]
    [Range(0, Day, MinimumIsExclusive = true)]
    public double StreamKeepAliveSeconds { get; init; } = 10;

    [Description("Let a stream give its place back once its answer has begun, so that long answers do not starve others.")]
    public bool ReleaseSlotAtCommit { get; init; } = true;

    [Description("Seconds a route rests after a failure whose answer names no instant of its own.")]
    [Range(0, Day)]
    public double CooldownSeconds { get; init; } = 60;

    [Description("Largest request body in bytes.")]
    [Range(1, int.MaxValue)]
    public int MaxRequestBytes { get; init; } = 20_000_000;

    [Description("Largest answer that is not a stream, in bytes after decompression.")]
    [Range(1, int.MaxValue)]
    public int MaxAnswerBytes { get; init; } = 64_000_000;

    [Description("Host names clients may address the gateway by, beside loopback and the address it listens on.")]
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    [Description("Web origins (https://app.example) whose pages may call the gateway, beside its own.")]
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];
}
