using Gratis.Catalog;
using Gratis.Wire;

namespace Gratis.Routing;

/// <summary>What a request asks of a route.</summary>
internal readonly record struct RequestNeeds(Operation Operation, Capability Capabilities)
{
    public static RequestNeeds Of(Operation operation, RequestFacts facts)
    {
        var needed = Capability.None;
        if (facts.HasTools || facts.HasToolHistory)
            needed |= Capability.Tools;
        if (facts.ImageCount > 0)
            needed |= Capability.Vision;
        if (facts.AudioCount > 0)
            needed |= Capability.Audio;
        if (facts.ResponseFormat == ResponseFormat.JsonSchema)
            needed |= Capability.StructuredOutput;

        return new RequestNeeds(operation, needed);
    }

    public bool Suits(ModelKind kind) => Operation switch
    {
        Operation.Chat => kind == ModelKind.Chat,
        Operation.Embeddings => kind == ModelKind.Embedding,
        _ => kind == ModelKind.Rerank,
    };

    /// <summary>What is needed, as an error names it.</summary>
    public IReadOnlyList<string> Names() => Operation switch
    {
        Operation.Embeddings => ["embedding"],
        Operation.Rerank => ["rerank"],
        _ when Capabilities == Capability.None => ["chat"],
        _ => CapabilityNames.NamesOf(Capabilities),
    };
}
