using Gratis.Routing;

namespace Gratis.Dispatch;

/// <content>Routes that get a schema in the prompt.</content>
internal sealed partial class PlanWalk
{
    private PromptedRoutes? _prompted;

    // Most requests have no schema.
    private PromptedRoutes? Prompted => _needs.Prompt is { } prompt ? _prompted ??= new PromptedRoutes(request, _needs, prompt) : null;

    /// <summary>The request as this candidate gets it.</summary>
    private GatewayRequest Asked(Candidate candidate) => Prompted?.For(candidate.Route) ?? request;

    private bool IsAskedAgain(Candidate candidate) => _prompted?.IsAskedAgain(candidate) ?? false;
}
