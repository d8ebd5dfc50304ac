using System.ComponentModel;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>The whole of <c>gratis.yaml</c>. Built by the reader and not changed after that.</summary>
internal sealed class GatewayConfig
{
    [Description("How the gateway listens and how far one request may go.")]
    public ServerConfig Server { get; init; } = new();

    [Description("Who may use it.")]
    public AuthConfig Auth { get; init; } = new();

    [Description("Where its books are kept.")]
    public StorageConfig Storage { get; init; } = new();

    [Description("How long requests are remembered.")]
    public LogConfig Log { get; init; } = new();

    [Description("Providers by id. A known provider needs only its key, and with its environment variable set not even this entry; the rest comes from the built-in facts, and any of it can be overridden here.")]
    public IReadOnlyDictionary<string, ProviderOptions> Providers { get; init; } = new Dictionary<string, ProviderOptions>();

    [Description("Models that lead in 'free' and every '*/free', best first: a model id, or provider/model. Junk entries are ignored with a warning.")]
    [IgnoreJunk]
    public IReadOnlyList<string> FavoriteFreeModels { get; init; } = [];

    [Description("Models you know to be free although no price list says so: a model id, or provider/model. An observed cost still ends it.")]
    public IReadOnlyList<string> BelievedFree { get; init; } = [];

    [Description("What providers may do with prompts. no_training: only those serve of which it is known that they do not train on what they are sent. Default: any.")]
    public PrivacyRule Privacy { get; init; }

    [Description("Virtual models of your own, by name.")]
    public IReadOnlyDictionary<string, PoolOptions> Pools { get; init; } = new Dictionary<string, PoolOptions>();

    [Description("Using paid routes: off unless you enable it and give it a budget.")]
    public SpillOptions Spill { get; init; } = new();

    [Description("How models are found.")]
    public DiscoveryOptions Discovery { get; init; } = new();

    [Description("How routes are chosen, beyond their order.")]
    public RoutingOptions Routing { get; init; } = new();

    [Description("Whether 'auto' chooses a tier by what the request asks for.")]
    public AutoRouteOptions AutoRoute { get; init; } = new();
}
