using Gratis.AspNetCore.DataPlane;
using Gratis.Dispatch;
using Gratis.Wire;

namespace Gratis.AspNetCore.WebSearch;

/// <summary>
/// A chat request that came to <c>/v1/chat/completions/web-search</c>: with a search tool if it has none, and with the order to use it. Each
/// provider's own words for that are put in where it is called.
/// </summary>
internal static class WebSearchRequest
{
    public const string Path = "/v1/chat/completions/web-search";

    /// <summary>The request as it goes on; the caller disposes its body, and that of the one it is made from.</summary>
    public static AskedBody From(PooledBuffer body, RequestFacts facts)
    {
        var form = SearchForm.StandardFor(body.WrittenSpan[(facts.AfterBrace - 1)..]);
        var asked = SearchTranslation.Of(body.Written, facts, form, isForced: true);
        return new AskedBody(asked.Take(), asked.Facts, SearchesWeb: true);
    }
}
