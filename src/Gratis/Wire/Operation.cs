namespace Gratis.Wire;

/// <summary>What the client asks for.</summary>
public enum Operation
{
    /// <summary>Chat completion.</summary>
    Chat,

    /// <summary>Embeddings.</summary>
    Embeddings,

    /// <summary>Reranking of documents.</summary>
    Rerank,
}
