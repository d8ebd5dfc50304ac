using System.Net.Http.Headers;
using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>Reads the counters out of the headers of an answer, whatever its status. Pure; it never throws and allocates nothing.</summary>
internal static class LimitHeaders
{
    /// <summary>Adds what the headers say to <paramref name="readings"/>; asked of every answer, so one without such headers costs a glance.</summary>
    /// <param name="headers">The response headers: <c>response.Headers.NonValidated</c>.</param>
    /// <param name="provider">The provider's id, because the same names mean another window elsewhere.</param>
    /// <param name="now">The present.</param>
    /// <param name="readings">What is added to.</param>
    public static void Read(HttpHeadersNonValidated headers, string provider, DateTimeOffset now, ref LimitReadings readings)
    {
        foreach (var (name, _) in headers)
        {
            if (HeaderName.MayBeOne(name))
            {
                ReadAll(headers, provider, now, ref readings);
                return;
            }
        }
    }

    // Apart, so that the answer without such headers does not clear the room that the counters need.
    private static void ReadAll(HttpHeadersNonValidated headers, string provider, DateTimeOffset now, ref LimitReadings readings)
    {
        var counters = default(LimitCounters);
        foreach (var (name, values) in headers)
        {
            if (!HeaderName.MayBeOne(name))
                continue;

            foreach (var value in values)
                counters.Take(name, value, now);
        }

        counters.Finish(LimitDialect.Of(provider), LimitSource.Header, now, ref readings);
    }
}
