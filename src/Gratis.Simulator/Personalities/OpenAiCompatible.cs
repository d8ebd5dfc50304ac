using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Personalities;

/// <summary>Any host that copies OpenAI: the manners of the base class and nothing else.</summary>
internal sealed class OpenAiCompatible : Personality
{
    public override string Kind => "openai";

    public override IReadOnlyList<ModelSpec> StandardModels { get; } =
    [
        new("m1"), new("m1-mini") { Context = 8192 }, new("embed-1") { Kind = ModelKind.Embedding }, new("rerank-1") { Kind = ModelKind.Rerank },
    ];
}
