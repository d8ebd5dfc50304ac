using System.ComponentModel;
using Gratis.Dispatch;
using Gratis.Routing;

namespace Gratis.Hosting.Options;

/// <summary>What the owner asked of the engine. Bound once, checked, then turned into an immutable catalogue.</summary>
public sealed class GratisOptions
{
    /// <summary>Providers by id; a known id takes everything that is not set here from the built-in facts.</summary>
    [Description("Providers by id. A known provider needs only its key; the rest comes from the built-in facts.")]
    public IDictionary<string, ProviderOptions> Providers { get; } = new Dictionary<string, ProviderOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Virtual models the owner configured, by name.</summary>
    [Description("Virtual models of your own, by name.")]
    public IDictionary<string, PoolOptions> Pools { get; } = new Dictionary<string, PoolOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Models that lead in <c>free</c>, best first.</summary>
    [Description("Models that lead in 'free' and every '*/free', best first: a model id, or provider/model.")]
    public IList<string> FavoriteFreeModels { get; } = [];

    /// <summary>Models the owner believes to be free although no price list says so.</summary>
    [Description("Models you know to be free although no price list says so: a model id, or provider/model. An observed cost still ends it.")]
    public IList<string> BelievedFree { get; } = [];

    /// <summary>What providers may do with what they are sent.</summary>
    [Description("no_training: only providers serve of which it is known that they do not train on what they are sent. Default: any.")]
    public PrivacyRule Privacy { get; set; }

    /// <summary>Whether and how far paid routes may be used.</summary>
    public SpillOptions Spill { get; set; } = new();

    /// <summary>How models are found.</summary>
    public DiscoveryOptions Discovery { get; set; } = new();

    /// <summary>Whether <c>auto</c> looks at the request first.</summary>
    public AutoRouteOptions AutoRoute { get; set; } = new();

    /// <summary>Attempts, deadlines and sizes of one request.</summary>
    public RequestLimits Requests { get; set; } = new();

    /// <summary>What an embedded chat client asks for when neither it nor the call names a model.</summary>
    public string Model { get; set; } = VirtualNames.Auto;

    /// <summary>What embeddings are asked of when neither the client nor the call names a model; null: it has to be named, for vectors of different models cannot be compared.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>Clock, log, network and store of an embedded engine.</summary>
    public GratisEdges Edges { get; } = new();
}
