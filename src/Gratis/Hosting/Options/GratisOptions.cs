using System.ComponentModel;

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

    /// <summary>Models the owner believes to be free, whatever their price list says.</summary>
    [Description("Models you know to be free although no price list says so: a model id, or provider/model. An observed cost still ends it.")]
    public IList<string> BelievedFree { get; } = [];

    /// <summary>Whether and how far paid routes may be used.</summary>
    public SpillOptions Spill { get; set; } = new();

    /// <summary>How models are found.</summary>
    public DiscoveryOptions Discovery { get; set; } = new();

    /// <summary>Whether <c>auto</c> looks at the request first.</summary>
    public AutoRouteOptions AutoRoute { get; set; } = new();

    /// <summary>Attempts, deadlines and sizes of one request.</summary>
    public RequestLimits Requests { get; set; } = new();
}

/// <summary>How far one request may go: attempts, deadlines, sizes.</summary>
public sealed record RequestLimits
{
    /// <summary>Requests in flight at once; a stream gives its place back at its commit.</summary>
    public int MaxConcurrent { get; init; } = 20;

    /// <summary>Requests that may wait for a place.</summary>
    public int MaxQueued { get; init; } = 200;

    /// <summary>How long a request waits for a place.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a stream gives its place back at its commit, so that long answers do not starve others.</summary>
    public bool ReleaseSlotAtCommit { get; init; } = true;

    /// <summary>Calls one request may make.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>How long a request waits for quota when the client names no patience of its own.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bound of a whole request over all its attempts.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Bound of DNS, TCP and TLS.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bound of the silence before the first substantive byte of a stream.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bound of the silence between two bytes afterwards.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After this much silence a waiting stream client gets its headers and comment lines, so that nothing in between hangs up.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a route rests after a failure whose answer names no instant of its own.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest request body.</summary>
    public int MaxRequestBytes { get; init; } = 20_000_000;

    /// <summary>Largest answer that is not a stream, after decompression.</summary>
    public int MaxAnswerBytes { get; init; } = 64_000_000;
}
