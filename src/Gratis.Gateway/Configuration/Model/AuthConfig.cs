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

    [Description("The most its requests may cost a calendar day, in USD (spill.zone), also for paid routes it names itself; absent: no limit of its own.")]
    [Range(0, 1_000_000_000)]
    public decimal? DailyBudgetUsd { get; init; }

    [Description("The most its requests may cost a calendar month, in USD (spill.zone), also for paid routes it names itself; absent: no limit of its own.")]
    [Range(0, 1_000_000_000)]
    public decimal? MonthlyBudgetUsd { get; init; }

    [Description("Who goes first when quota is short: interactive (default) or background. X-Gateway-Priority says otherwise for one request.")]
    public ClientPriority Priority { get; init; }

    [Description("Seconds its requests wait for quota without an X-Gateway-Max-Wait; absent: server.max_wait_seconds.")]
    [Range(0, 86_400)]
    public double? MaxWaitSeconds { get; init; }

    [Description("Whether its conversations stay with their route: true (even single turns), false (never); absent: wherever there is a conversation. X-Gateway-Sticky says otherwise for one request.")]
    public bool? Sticky { get; init; }

    [Description("Models and virtual models it may name; absent or empty: all.")]
    public IReadOnlyList<string> Models { get; init; } = [];

    [Description("Providers that may serve it; absent or empty: all. X-Gateway-Require narrows this and never widens it.")]
    public IReadOnlyList<string> Providers { get; init; } = [];

    [Description("Providers that never serve it.")]
    public IReadOnlyList<string> AvoidProviders { get; init; } = [];

    [Description("Regions that may serve it: two letters of a country, eu, global or local; absent or empty: all. Where nobody knows the region, it does not pass.")]
    public IReadOnlyList<string> Regions { get; init; } = [];

    [Description("Regions that never serve it. Where nobody knows the region, it does not pass.")]
    public IReadOnlyList<string> AvoidRegions { get; init; } = [];

    [Description("no_training: only providers serve it of which it is known that they do not train on prompts. Default: what privacy says for all.")]
    public PrivacyRule Privacy { get; init; }
}

/// <summary>Who goes first when quota is short.</summary>
internal enum ClientPriority
{
    /// <summary>Somebody waits for the answer.</summary>
    Interactive,

    /// <summary>Nobody does.</summary>
    Background,
}
