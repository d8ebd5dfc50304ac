using Gratis.Catalog;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>What a model is for: one of the operations here, or none of them and why.</summary>
internal readonly record struct Purpose(ModelKind? Kind, string? Unfit)
{
    public static Purpose Serves(ModelKind kind) => new(kind, null);

    public static Purpose Only(string does) => new(null, does);
}

/// <summary>How lists call what a model is for.</summary>
internal static class Purposes
{
    /// <summary>What makes pictures.</summary>
    public const string Images = "makes images";

    /// <summary>What makes moving pictures.</summary>
    public const string Videos = "makes videos";

    /// <summary>What makes sounds.</summary>
    public const string Speech = "speaks";

    /// <summary>What a type or a task says; null for words that say nothing, as <c>model</c>.</summary>
    public static Purpose? OfType(string word) => word switch
    {
        "chat" or "chat-completion" or "chat-completions" or "chat.completion" or "conversational" or "language" or "language-model" or "llm" or "vlm"
            or "text" or "text-generation" or "text-to-text" or "text-completion" or "image-text-to-text" or "multimodal" or "code" => Purpose.Serves(ModelKind.Chat),
        "embedding" or "embeddings" or "embed" or "text-embedding" or "text-embeddings" or "embedding-model" or "feature-extraction"
            or "sentence-similarity" => Purpose.Serves(ModelKind.Embedding),
        "rerank" or "reranker" or "reranking" or "text-ranking" or "text-rerank" => Purpose.Serves(ModelKind.Rerank),
        "image" or "images" or "image-generation" or "text-to-image" or "image-to-image" or "diffusion" => Purpose.Only(Images),
        "video" or "video-generation" or "text-to-video" or "image-to-video" => Purpose.Only(Videos),
        "audio" or "tts" or "text-to-speech" or "speech" or "audio-speech" or "audio-generation" or "text-to-audio" or "music" or "realtime" => Purpose.Only(Speech),
        "transcribe" or "transcription" or "audio-transcription" or "asr" or "stt" or "speech-to-text"
            or "automatic-speech-recognition" => Purpose.Only("transcribes"),
        "moderation" or "moderations" or "classification" or "text-classification" or "image-classification" or "token-classification"
            or "object-detection" or "guard" or "classify" => Purpose.Only("classifies"),
        "image-embedding" or "image-embeddings" or "image-feature-extraction" => Purpose.Only("embeds images"),
        "translation" => Purpose.Only("translates"),
        "summarization" or "summarize" => Purpose.Only("summarises"),
        "ocr" => Purpose.Only("reads documents"),
        "image-to-text" => Purpose.Only("describes images"),
        _ => null,
    };

    /// <summary>What one callable method or endpoint says; null for those that are not what a model is for.</summary>
    public static Purpose? OfEndpoint(string word)
    {
        var path = word.AsSpan().TrimStart('/');
        if (path.StartsWith("v1/"))
            path = path[3..];

        return path switch
        {
            "generatecontent" or "chat" or "chat/completions" or "messages" or "responses" or "anthropic" => Purpose.Serves(ModelKind.Chat),
            "embedcontent" or "batchembedcontents" or "embed" or "embeddings" or "embedding" => Purpose.Serves(ModelKind.Embedding),
            "rerank" or "reranking" => Purpose.Serves(ModelKind.Rerank),
            "predict" or "images/generations" => Purpose.Only(Images),
            "predictlongrunning" => Purpose.Only(Videos),
            "audio/speech" or "bidigeneratecontent" => Purpose.Only(Speech),
            "audio/transcriptions" or "transcriptions" => Purpose.Only("transcribes"),
            "embed-image" => Purpose.Only("embeds images"),
            "classify" or "moderations" => Purpose.Only("classifies"),
            "generateanswer" => Purpose.Only("answers from given sources only"),
            _ => null,
        };
    }
}
