namespace Gratis.Catalog.Limits;

/// <summary>How a provider counts what it did not serve well, and what it counts as tokens. Unknown means: the dearer way.</summary>
/// <param name="CountsFailures">A call that was let in and then failed (5xx, cut, left by the client) costs a request.</param>
/// <param name="CountsRefusals">A call refused for its content, model or parameters (4xx but 429, 401, 403) costs a request.</param>
/// <param name="CountsWalls">A call refused because the limit was reached (429) costs a request all the same.</param>
/// <param name="ReservesMaxTokens">The asked-for output counts against token limits until, or instead of, the real one.</param>
internal sealed record CallCounting(bool CountsFailures = true, bool CountsRefusals = true, bool CountsWalls = false, bool ReservesMaxTokens = false)
{
    public static CallCounting Default { get; } = new();
}
