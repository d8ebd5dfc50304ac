namespace Gratis.Catalog;

/// <summary>What a model does.</summary>
public enum ModelKind
{
    /// <summary>Chat completions.</summary>
    Chat,

    /// <summary>Embeddings.</summary>
    Embedding,

    /// <summary>Reranking.</summary>
    Rerank,
}
