namespace Gratis.Simulator.Providers;

/// <summary>What a model does.</summary>
public enum ModelKind
{
    /// <summary>Chat completion.</summary>
    Chat,

    /// <summary>Embeddings.</summary>
    Embedding,

    /// <summary>Reranking.</summary>
    Rerank,
}
