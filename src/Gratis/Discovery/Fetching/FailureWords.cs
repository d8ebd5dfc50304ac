using System.Net.Http.Headers;
using Gratis.Upstream.Verdicts;

namespace Gratis.Discovery.Fetching;

/// <summary>Turns what went wrong into words that say what to do about it, and into what follows from it.</summary>
internal static class FailureWords
{
    /// <summary>A provider that asks for more is asked once a day all the same.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>A status that brings no list.</summary>
    public static ListingFailure OfStatus(HttpResponseMessage response, Uri asked, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var (kind, meaning) = status switch
        {
            304 => (ListingFailureKind.Unusable, "not changed since a list that was never sent"),
            >= 300 and < 400 => (ListingFailureKind.Unusable, $"a redirect to {TargetOf(response.Headers, asked)}, and redirects are not followed: give the address where the list is"),
            401 => (ListingFailureKind.KeyRefused, "the key is refused"),
            402 => (ListingFailureKind.Unusable, "it wants to be paid"),
            403 => (ListingFailureKind.KeyRefused, "the key may not see the list"),
            404 or 405 or 410 => (ListingFailureKind.Unusable, "there is no list at this address"),
            429 => (ListingFailureKind.Unusable, "too many questions"),
            >= 500 => (ListingFailureKind.Unusable, "the provider has a fault"),
            _ => (ListingFailureKind.Unusable, "a list was expected"),
        };
        return new ListingFailure(kind, $"Answered {status}: {meaning}.", RetryAt(response.Headers, now)) { Status = status };
    }

    /// <summary>A fault of the network; null where the exception is none.</summary>
    public static ListingFailure? OfFault(Exception fault, bool timedOut, TimeSpan patience)
    {
        if (timedOut)
            return new ListingFailure(ListingFailureKind.Unreachable, $"No whole answer within {patience.TotalSeconds:0.#} s.");
        if (fault is OperationCanceledException)
            return new ListingFailure(ListingFailureKind.Unreachable, "Cannot be reached: no connection in time.");
        if (fault is not (HttpRequestException or IOException or InvalidDataException))
            return null;

        var (kind, what) = TransportFaults.Of(fault) switch
        {
            TransportFault.Connect => (ListingFailureKind.Unreachable, "Cannot be reached"),
            TransportFault.Timeout or TransportFault.Cancelled => (ListingFailureKind.Unreachable, "Cannot be reached in time"),
            TransportFault.Unreadable => (ListingFailureKind.Unusable, "Sent what cannot be read"),
            _ => (ListingFailureKind.Unusable, "Broke off"),
        };
        return new ListingFailure(kind, Classifier.JudgeFault(fault).Detail is { } detail ? $"{what}: {detail.TrimEnd('.')}." : $"{what}.");
    }

    /// <summary>More than anybody reads.</summary>
    public static ListingFailure TooLong(int mostBytes) => new(ListingFailureKind.Unusable, $"Longer than {mostBytes >> 20} MiB.");

    /// <summary>The host alone: the rest of an address may hold the key that was sent.</summary>
    private static string TargetOf(HttpResponseHeaders headers, Uri asked)
    {
        if (!headers.NonValidated.TryGetValues("Location", out var values) || !Uri.TryCreate(asked, values.ToString(), out var target))
            return "nowhere";
        if (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            return "no web address";
        return target.IdnHost == asked.IdnHost ? "another address of the same host" : Redaction.Clean(target.IdnHost) ?? "nowhere";
    }

    private static DateTimeOffset? RetryAt(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values) || !Instants.TryParse(values.ToString(), now, out var at))
            return null;
        return at - now < LongestWait ? at : now + LongestWait;
    }
}
