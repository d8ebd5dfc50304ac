using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire.Schemas;

namespace Gratis.Dispatch;

/// <summary>
/// Who is told the schema of one request in the prompt: routes that are known to lack structured output, and those that have just said so. Those
/// are asked once more, after everybody who may have it.
/// </summary>
internal sealed class PromptedRoutes(GatewayRequest request, RequestNeeds needs, SchemaPrompt prompt)
{
    private GatewayRequest? _prompted;
    private List<Route>? _lacking;
    private List<Candidate>? _again;

    /// <summary>The request as this route gets it.</summary>
    public GatewayRequest For(Route route) => Gets(route) ? _prompted ??= request.WithPrompt(prompt) : request;

    /// <summary>The route refused the request for its schema alone: no refusal of what is asked.</summary>
    public bool Learns(in AttemptRecord attempt)
    {
        if (attempt is not { Verdict: Verdict.Refused, Judgement.Capability: "structured_output" } || Gets(attempt.Candidate.Route) || prompt.Schema is null)
            return false;
        (_lacking ??= []).Add(attempt.Candidate.Route);
        (_again ??= []).Add(attempt.Candidate);
        return true;
    }

    /// <summary>Those that are asked again.</summary>
    public IReadOnlyList<Candidate> Again => (IReadOnlyList<Candidate>?)_again ?? [];

    /// <summary>It failed for the schema alone, and has not been asked with the schema in the prompt.</summary>
    public bool IsAskedAgain(Candidate candidate) => _again?.Contains(candidate) ?? false;

    /// <summary>It is asked now.</summary>
    public void Ask(Candidate candidate) => _again?.Remove(candidate);

    private bool Gets(Route route) => needs.IsPrompted(route) || (_lacking?.Contains(route) ?? false);
}
