using System.Collections.Immutable;
using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>How a provider has the web searched with some of its models.</summary>
/// <param name="Models">Patterns of ids.</param>
/// <param name="Overlay">A JSON object to lay over a chat request, in which null takes a member away.</param>
/// <param name="IsCharged">A search costs money, whatever the model costs.</param>
/// <param name="Evidence">Why it is believed.</param>
internal sealed record WebSearchFacts(ImmutableArray<string> Models, string Overlay, bool IsCharged, Evidence Evidence);
