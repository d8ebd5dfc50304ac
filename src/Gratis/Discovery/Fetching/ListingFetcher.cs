using Gratis.Upstream;
using Gratis.Wire;

namespace Gratis.Discovery.Fetching;

/// <summary>
/// Asks for one list once, bounded in time and size; throws for nothing but a cancellation. It touches no books: lists cost no chat quota
/// anywhere, and where a provider minds, it says so with a <c>Retry-After</c>, which is heeded.
/// </summary>
internal sealed class ListingFetcher(UpstreamConnections connections, TimeProvider time, string userAgent)
{
    private const int LongestValidator = 256;

    /// <param name="question">What is asked.</param>
    /// <param name="into">Empty; holds the body where one was fetched.</param>
    /// <param name="cancel">Nobody wants to know any more.</param>
    public async ValueTask<FetchResult> FetchAsync(ListingQuestion question, PooledBuffer into, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(question.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            return await AskAsync(question, into, either.Token);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested
            && FailureWords.OfFault(fault, deadline.IsCancellationRequested, question.Patience) is { } failure)
        {
            return new FetchResult.Failed(failure);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // A connection that is torn down on the way out breaks in many ways; they all mean this one.
            throw new OperationCanceledException(cancel);
        }
    }

    private async ValueTask<FetchResult> AskAsync(ListingQuestion question, PooledBuffer into, CancellationToken cancel)
    {
        using var request = UpstreamRequests.Question(
            question.Provider, question.Account, question.Url, UserAgentPolicy.Choose(question.Provider.UserAgent, null, userAgent));
        AddValidators(request, question);
        using var response = await connections.For(question.Provider, question.ConnectTimeout).SendAsync(request, cancel);
        var isConditional = question.ETag is not null || question.LastModified is not null;
        if ((int)response.StatusCode == 304 && isConditional)
            return new FetchResult.Unchanged();
        if (!response.IsSuccessStatusCode)
            return new FetchResult.Failed(FailureWords.OfStatus(response, question.Url, time.GetUtcNow()));
        if (UpstreamBody.LengthOf(response) > question.MostBytes)
            return new FetchResult.Failed(FailureWords.TooLong(question.MostBytes));

        await using var from = await UpstreamBody.OpenAsync(response, cancel);
        if (!await BoundedBody.TryReadAsync(from, into, question.MostBytes, cancel))
            return new FetchResult.Failed(FailureWords.TooLong(question.MostBytes));

        return new FetchResult.Fetched(ETagOf(response), response.Content.Headers.LastModified);
    }

    private static void AddValidators(HttpRequestMessage request, ListingQuestion question)
    {
        if (question.ETag is { } etag)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        request.Headers.IfModifiedSince = question.LastModified;
    }

    /// <summary>As it was sent, quoted or not, where it can be sent back in a header at all.</summary>
    private static string? ETagOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out var values)
        && values.ToString() is { Length: > 0 and <= LongestValidator } etag && !etag.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? etag
            : null;
}
