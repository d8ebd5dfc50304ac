namespace Gratis.Catalog;

/// <summary>How a route is asked to search the web.</summary>
/// <param name="Overlay">A JSON object to lay over the request; null: as OpenAI does, with a tool of type <c>web_search_preview</c>.</param>
/// <param name="IsCharged">A search costs money, whatever the model costs, and its owner did not say that it may.</param>
internal sealed record WebSearchOffer(string? Overlay, bool IsCharged);
