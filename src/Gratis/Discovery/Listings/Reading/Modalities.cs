namespace Gratis.Discovery.Listings.Reading;

/// <summary>What goes into a model or comes out of it.</summary>
[Flags]
internal enum Modalities
{
    /// <summary>Nothing was said.</summary>
    None = 0,
    Text = 1,
    Image = 2,
    Audio = 4,
    Video = 8,
    Embedding = 16,
    Rerank = 32,

    /// <summary>Something else was said: files, actions.</summary>
    Other = 64,
}

/// <summary>How lists spell modalities.</summary>
internal static class ModalityWords
{
    /// <summary>One modality.</summary>
    public static Modalities Of(ReadOnlySpan<char> word) => word switch
    {
        "" => Modalities.None,
        "text" => Modalities.Text,
        "image" or "images" => Modalities.Image,
        "audio" or "speech" => Modalities.Audio,
        "video" => Modalities.Video,
        "embedding" or "embeddings" => Modalities.Embedding,
        "rerank" or "score" or "scores" => Modalities.Rerank,
        _ => Modalities.Other,
    };

    /// <summary>Both sides of <c>text+image-&gt;text</c>; without an arrow nothing is said of either.</summary>
    public static (Modalities Inputs, Modalities Outputs) OfArrow(string text)
    {
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        return arrow < 0 ? default : (OfSum(text.AsSpan(0, arrow)), OfSum(text.AsSpan(arrow + 2)));
    }

    private static Modalities OfSum(ReadOnlySpan<char> sum)
    {
        var modalities = Modalities.None;
        foreach (var part in sum.Split('+'))
            modalities |= Of(sum[part].Trim());
        return modalities;
    }
}
