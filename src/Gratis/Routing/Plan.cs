namespace Gratis.Routing;

/// <summary>The ordered candidates for one request, and every rejected route with its reason.</summary>
internal sealed record Plan(ModelTarget Target, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Rejection> Rejected);
