using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Listing;

/// <summary>Sends lists as an HTTP server does: named by their content, dated by their last change, compressed, or not at all when nothing changed.</summary>
internal sealed class ListServer(ListHabits habits, DateTimeOffset since)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Edition> _editions = new(StringComparer.Ordinal);

    /// <summary>Answers with a list, or with 304; different readers may be shown different lists.</summary>
    public Reply Send(SimRequest request, string reader, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"";
        var changed = LastChange(reader, tag, now);
        var gzip = habits.Gzipped && Accepts(request, "gzip");
        var reply = Unchanged(request, tag, changed) ? new Reply(304) { Length = 0 } : Reply.Of(200, "application/json", gzip ? Packed(body) : body);
        if (gzip && reply.Status == 200)
            reply.Header("Content-Encoding", "gzip");
        if (habits.Gzipped)
            reply.Header("Vary", "Accept-Encoding");

        // The strong tag belongs to the plain bytes; packed on the way it is only equivalent.
        if (habits.Tagged)
            reply.Header("ETag", gzip ? "W/" + tag : tag);
        if (habits.Dated)
            reply.Header("Last-Modified", changed.ToString("R", CultureInfo.InvariantCulture));
        if (habits.CacheControl is { } control)
            reply.Header("Cache-Control", control);
        return reply;
    }

    private bool Unchanged(SimRequest request, string tag, DateTimeOffset changed)
    {
        // As HTTP has it: who sends both is judged by the tag alone, if this server has tags.
        if (habits.Tagged && request.Header("If-None-Match") is { } known)
        {
            return known.Split(',', StringSplitOptions.TrimEntries)
                .Any(one => one == "*" || (one.StartsWith("W/", StringComparison.Ordinal) ? one[2..] : one) == tag);
        }

        return habits.Dated && request.Header("If-Modified-Since") is { } text
            && DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date >= changed;
    }

    private DateTimeOffset LastChange(string reader, string tag, DateTimeOffset now)
    {
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        lock (_gate)
        {
            if (!_editions.TryGetValue(reader, out var last))
                return (_editions[reader] = new Edition(tag, since.AddTicks(-(since.Ticks % TimeSpan.TicksPerSecond)))).Changed;
            if (last.Tag == tag)
                return last.Changed;

            // Two lists within one second must not share a date, or the second one would never be fetched.
            var changed = second > last.Changed ? second : last.Changed.AddSeconds(1);
            _editions[reader] = new Edition(tag, changed);
            return changed;
        }
    }

    private static bool Accepts(SimRequest request, string encoding) =>
        request.Header("Accept-Encoding") is { } accepted
        && accepted.Split(',').Any(one => StringWithQualityHeaderValue.TryParse(one, out var offer)
            && offer.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && offer.Quality is null or > 0);

    private static byte[] Packed(ReadOnlyMemory<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body.Span);
        return packed.ToArray();
    }

    /// <summary>What one reader was shown last, and since when.</summary>
    private sealed record Edition(string Tag, DateTimeOffset Changed);
}
