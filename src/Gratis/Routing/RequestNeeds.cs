using Gratis.Catalog;
using Gratis.Catalog.Models;
using Gratis.Routing.Choosing;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Routing;

/// <summary>What a request asks of a route.</summary>
/// <param name="Operation">What it wants done.</param>
/// <param name="Capabilities">What it cannot do without: a route that is known to lack one of these is out.</param>
internal readonly record struct RequestNeeds(Operation Operation, Capability Capabilities)
{
    /// <summary>What it would rather have: a route that lacks it comes later.</summary>
    public Capability Preferred { get; init; }

    /// <summary>Which providers, regions and terms the client and its owner will have; null: any.</summary>
    public RouteWishes? Wishes { get; init; }

    /// <summary>The schema of its answer, for routes that have to be told it in words; null where it has none.</summary>
    public SchemaPrompt? Prompt { get; init; }

    /// <summary>It must be answered with a search of the web: a route of which nobody knows that it can is out.</summary>
    public bool SearchesWeb { get; init; }

    /// <summary>The tier to begin with, where the request was looked at; null: the order of the lane.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>Tells conversations apart, so that one stays with its route; 0: it need not.</summary>
    public ulong Conversation { get; init; }

    /// <summary>What measures decide by where there is no conversation.</summary>
    public Lot Lot { get; init; }

    public static RequestNeeds Of(Operation operation, RequestFacts facts)
    {
        var needed = Capability.None;
        if (facts.HasTools || facts.ForcesTool || facts.HasToolHistory)
            needed |= Capability.Tools;
        if (facts.ImageCount > 0)
            needed |= Capability.Vision;
        if (facts.AudioCount > 0)
            needed |= Capability.Audio;
        if (facts.ResponseFormat == ResponseFormat.JsonSchema)
            needed |= Capability.StructuredOutput;
        if (facts.WebSearch)
            needed |= Capability.WebSearch;

        var preferred = Capability.None;
        if (facts.ResponseFormat == ResponseFormat.JsonObject)
            preferred |= Capability.StructuredOutput;
        if (facts.HasReasoningEffort)
            preferred |= Capability.Reasoning;
        return new RequestNeeds(operation, needed) { Preferred = preferred };
    }

    /// <summary>Whether a route lacks structured output, and gets the schema in the prompt instead: what nobody else can serve it may, for its answer is checked.</summary>
    public bool IsPrompted(Route route) =>
        Prompt is { } prompt
        && (route.Capabilities.Missing(Capability.StructuredOutput) != 0 || (route.RejectedParameters.Count > 0 && route.RejectedParameters.Contains("response_format")))
        && prompt.Schema is not null;

    public bool Suits(ModelKind kind) => Operation switch
    {
        Operation.Chat => kind == ModelKind.Chat,
        Operation.Embeddings => kind == ModelKind.Embedding,
        _ => kind == ModelKind.Rerank,
    };

    /// <summary>What is needed, as an error names it.</summary>
    public IReadOnlyList<string> Names() => (Operation, Wishes) switch
    {
        (Operation.Embeddings, _) => ["embedding", .. Wishes?.Names() ?? []],
        (Operation.Rerank, _) => ["rerank", .. Wishes?.Names() ?? []],
        (_, null) when Capabilities == Capability.None => ["chat"],
        _ => [.. CapabilityNames.NamesOf(Capabilities), .. Wishes?.Names() ?? []],
    };
}
