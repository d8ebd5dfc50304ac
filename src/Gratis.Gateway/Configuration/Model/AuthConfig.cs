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

    [Description("Models and virtual models it may name; absent or empty: all.")]
    public IReadOnlyList<string> Models { get; init; } = [];
}
