using Gratis.Catalog;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Dispatch;

/// <summary>One request as it came in: the bytes, the facts read from them, and what the client said around them.</summary>
internal sealed class GatewayRequest
{
    private ReadOnlyMemory<byte> _body;
    private RequestFacts _facts = null!;
    private GatewayRequest? _original;

    public required string Id { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>The client's own bytes. They belong to the caller and must outlive the dispatch.</summary>
    public required ReadOnlyMemory<byte> Body { get => _body; init => _body = value; }

    public required RequestFacts Facts { get => _facts; init => _facts = value; }

    /// <summary>Whether its conversation is to stay with its route; null: where there is one.</summary>
    public bool? IsSticky { get; init; }

    /// <summary>How long the client would wait for quota; null: the gateway's default.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>The name of the client's key; null where clients have none.</summary>
    public string? Client { get; init; }

    /// <summary>What the client may cost its owner; null where nobody keeps count of that.</summary>
    public QuotaSet? Budget { get; init; }

    /// <summary>Nobody sits and waits for it: interactive requests go first.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Which providers, regions and terms the client may have and will have; null: any.</summary>
    public RouteWishes? Wishes { get; init; }

    /// <summary>It came to be answered with a search of the web, and no route will do that is not known for it.</summary>
    public bool SearchesWeb { get; init; }

    /// <summary>The client's own User-Agent.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Headers of the client that some providers want to see, such as <c>HTTP-Referer</c> and <c>X-Title</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RelayedHeaders { get; init; } = [];

    /// <summary>Who hears of its way while it is on it; null: nobody.</summary>
    public IWayWatcher? Watcher { get; set; }

    /// <summary>What tells its conversation from others; 0 where nothing is to stay.</summary>
    public ulong Conversation => IsSticky == false ? 0 : ConversationKey.Of(Body.Span, Facts, evenBare: IsSticky == true);

    /// <summary>What its answer is checked against because nobody but the prompt tells of it; null where nothing is.</summary>
    public PromptedForm? Form { get; private set; }

    /// <summary>Some of it has gone to an upstream: from here on it may cost something, whatever comes of it.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>What it asks of a route, the owner's own terms among it.</summary>
    public RequestNeeds NeedsUnder(CatalogSnapshot catalog) => RequestNeeds.Of(Operation, Facts) with
    {
        SearchesWeb = SearchesWeb,
        Prompt = Facts.Schema.IsEmpty ? null : new SchemaPrompt(Body, Facts),
        Wishes = !catalog.ForbidsTraining ? Wishes : Wishes?.And(RouteWishes.PrivateOnly) ?? RouteWishes.PrivateOnly,
    };

    /// <summary>Notes that it leaves.</summary>
    public void Leave()
    {
        HasLeft = true;
        _original?.Leave();
    }

    /// <summary>The same request in other words.</summary>
    public GatewayRequest WithBody(byte[] body, RequestFacts facts)
    {
        var other = (GatewayRequest)MemberwiseClone();
        (other._body, other._facts, other._original) = (body, facts, this);
        return other;
    }

    /// <summary>The same request with its schema in the prompt, for a whole answer that is checked.</summary>
    public GatewayRequest WithPrompt(SchemaPrompt prompt)
    {
        var body = prompt.Write();
        if (!RequestReader.TryRead(body, Operation, out var facts, out var fault))
            throw new InvalidOperationException("A good request is none any more with its schema in the prompt: " + fault.Message);
        var other = WithBody(body, facts);
        other.Form = new PromptedForm(prompt.Schema!, Facts.Stream, Facts.UsageAsked);
        return other;
    }
}
