using System.IO.Compression;

namespace Gratis.Upstream;

/// <summary>Opens a response body, decoded: what is inside has to be read before it can be judged.</summary>
internal static class UpstreamBody
{
    /// <summary>What <see cref="OpenAsync"/> can decode, as the request says it.</summary>
    public const string AcceptedEncodings = "gzip, br, deflate";

    public static async ValueTask<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var raw = await response.Content.ReadAsStreamAsync(cancel);
        return EncodingOf(response) is { } encoding ? Decode(raw, encoding) : raw;
    }

    /// <summary>The length of the decoded body, where the response says it.</summary>
    public static long? LengthOf(HttpResponseMessage response) =>
        EncodingOf(response) is null ? response.Content.Headers.ContentLength : null;

    private static Stream Decode(Stream raw, string encoding) => encoding.Trim().ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress),
        "br" => new BrotliStream(raw, CompressionMode.Decompress),
        "deflate" => new ZLibStream(raw, CompressionMode.Decompress),
        "identity" => raw,
        _ => throw new InvalidDataException($"The answer is encoded as '{encoding}', which was not asked for."),
    };

    private static string? EncodingOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values.ToString() : null;
}
