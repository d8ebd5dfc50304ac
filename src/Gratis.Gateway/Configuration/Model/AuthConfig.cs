using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>The section <c>auth</c>.</summary>
internal sealed class AuthConfig
{
    [Description("Token of the admin API and the console. Absent: one is generated at the first start and printed once.")]
    public Secret? AdminToken { get; init; }

    [Description("Keys of the clients. None: only loopback clients are served.")]
    public IReadOnlyList<ClientKeyConfig> ClientKeys { get; init; } = [];
}

/// <summary>One client and what it may do.</summary>
internal sealed class ClientKeyConfig
{
    [Description("What the client is called in logs and on the console.")]
    [Required]
    public string Name { get; init; } = "";

    [Description("The key it presents as a bearer token. Use ${ENV} rather than the key itself.")]
    [Required]
    public Secret? Key { get; init; }

    [Description("Requests per minute; absent: no limit.")]
    [Range(1, 1_000_000)]
    public int? Rpm { get; init; }

    [Description("Requests per day (UTC); absent: no limit.")]
    [Range(1, 1_000_000_000)]
    public long? Rpd { get; init; }

    [Description("Tokens per minute, in and out; absent: no limit.")]
    [Range(1, 1_000_000_000_000)]
    public long? Tpm { get; init; }

    [Description("Tokens per day (UTC), in and out; absent: no limit.")]
    [Range(1, 1_000_000_000_000)]
    public long? Tpd { get; init; }

    [Description("Requests in flight at once; absent: no limit.")]
    [Range(1, 1_000_000)]
    public int? Concurrency { get; init; }

    [Description("Who goes first when quota is short: interactive (default) or background. X-Gateway-Priority says otherwise for one request.")]
    public ClientPriority Priority { get; init; }

    [Description("Seconds its requests wait for quota without an X-Gateway-Max-Wait; absent: server.max_wait_seconds.")]
    [Range(0, 86_400)]
    public double? MaxWaitSeconds { get; init; }

    [Description("Whether its conversations stay with their route: true (even single turns), false (never); absent: wherever there is a conversation. X-Gateway-Sticky says otherwise for one request.")]
    public bool? Sticky { get; init; }

    [Description("Models and virtual models it may name; absent or empty: all.")]
    public IReadOnlyList<string> Models { get; init; } = [];
}

/// <summary>Who goes first when quota is short.</summary>
internal enum ClientPriority
{
    /// <summary>Somebody waits for the answer.</summary>
    Interactive,

    /// <summary>Nobody does.</summary>
    Background,
}
