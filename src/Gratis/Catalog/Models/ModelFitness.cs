namespace Gratis.Catalog.Models;

/// <summary>Which operation a model serves, by whole words of its id; a word inside another proves nothing.</summary>
internal static class ModelFitness
{
    private const int MaxLength = 256;

    /// <summary>
    /// Why a model serves none of the operations here; null where it may serve one. Lists call almost anything a chat model, so the name is
    /// heard even then, and an embedding model listed as one is unfit for what it is listed as; whatever else a list says of embeddings
    /// and reranking is believed.
    /// </summary>
    public static string? Unfit(string upstreamId, ModelKind? listed) => listed switch
    {
        ModelKind.Embedding or ModelKind.Rerank => null,
        _ => GuessKind(upstreamId) switch
        {
            ModelKind.Embedding => listed is null ? null : "makes embeddings",
            ModelKind.Rerank => listed is null ? null : "ranks documents",
            _ => Reason(upstreamId),
        },
    };

    /// <summary>The operation the name speaks of; chat where it speaks of none.</summary>
    public static ModelKind GuessKind(string upstreamId)
    {
        var length = Math.Min(upstreamId.Length, MaxLength);
        Span<char> buffer = stackalloc char[MaxLength];
        ReadOnlySpan<char> text = buffer[..Fold(upstreamId.AsSpan(upstreamId.Length - length), buffer)];
        var kind = ModelKind.Chat;
        foreach (var range in text.Split('-'))
        {
            if (FitnessWords.IsRerank(text[range]))
                return ModelKind.Rerank;
            if (FitnessWords.IsEmbedding(text[range]))
                kind = ModelKind.Embedding;
        }

        return kind;
    }

    private static string? Reason(string upstreamId)
    {
        if (ReasonOfVendors(upstreamId) is { } vendor)
            return vendor;

        var length = Math.Min(upstreamId.Length, MaxLength);
        Span<char> buffer = stackalloc char[MaxLength];
        ReadOnlySpan<char> text = buffer[..Fold(upstreamId.AsSpan(upstreamId.Length - length), buffer)];
        var previous = 0;
        foreach (var range in text.Split('-'))
        {
            var word = text[range];
            var (start, end) = (range.Start.Value, range.End.Value);
            var reason = FitnessWords.Reason(word)
                ?? FitnessWords.Reason(WithoutVersion(word))
                ?? (start > 0 ? FitnessWords.ReasonOfPair(text[previous..end]) : null);
            if (reason is not null)
                return reason;
            previous = start;
        }

        return null;
    }

    private static string? ReasonOfVendors(ReadOnlySpan<char> id)
    {
        Span<char> lower = stackalloc char[32];
        while (id.IndexOf('/') is >= 0 and var slash)
        {
            var vendor = id[..slash];
            id = id[(slash + 1)..];
            if (vendor.Length <= lower.Length
                && FitnessWords.ReasonOfVendor(lower[..vendor.ToLowerInvariant(lower)]) is { } reason)
                return reason;
        }

        return null;
    }

    // wan2 and veo3 are wan and veo.
    private static ReadOnlySpan<char> WithoutVersion(ReadOnlySpan<char> word)
    {
        var letters = IdText.Letters(word);
        return IdText.IsNumber(word[letters.Length..]) ? letters : default;
    }

    private static int Fold(ReadOnlySpan<char> id, Span<char> result)
    {
        var name = id[(id.TrimEnd('/').LastIndexOf('/') + 1)..];
        var length = IdText.Fold(name, result);
        result[..length].Replace('.', '-');
        return length;
    }
}
