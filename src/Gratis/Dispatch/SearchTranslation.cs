using Gratis.Routing;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>A request for a search of the web in the words of one route. Owns its bytes, which must outlive the sending.</summary>
internal sealed class SearchTranslation : IDisposable
{
    private readonly PooledBuffer _body;

    private SearchTranslation(PooledBuffer body, RequestFacts facts) => (_body, Facts) = (body, facts);

    public ReadOnlyMemory<byte> Body => _body.Written;

    /// <summary>Where the splicer cuts; what the request wants is what it wanted before.</summary>
    public RequestFacts Facts { get; }

    /// <summary>Null where the route takes the request as it is.</summary>
    public static SearchTranslation? Of(GatewayRequest request, Candidate candidate) =>
        request.Facts.WebSearch && candidate.SearchForm is { } form ? Of(request.Body, request.Facts, form, request.SearchesWeb) : null;

    /// <summary>Lays a form over a request.</summary>
    public static SearchTranslation Of(ReadOnlyMemory<byte> body, RequestFacts facts, SearchForm form, bool isForced)
    {
        var translated = new PooledBuffer(body.Length + 256);
        form.Write(body.Span[(facts.AfterBrace - 1)..], isForced, translated);
        if (RequestReader.TryRead(translated.WrittenSpan, facts.Operation, out var read, out var fault))
            return new SearchTranslation(translated, read);

        translated.Dispose();
        throw new InvalidOperationException("A good request is none any more with a search laid over it: " + fault.Message);
    }

    /// <summary>Hands the bytes over to the caller.</summary>
    public PooledBuffer Take() => _body;

    public void Dispose() => _body.Dispose();
}
