using Gratis.Gateway.Commands.Doctor.Facts;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>Names in the config that should lead somewhere.</summary>
internal static class RoutingChecks
{
    public static IEnumerable<Finding> Of(RoutingFacts routing)
    {
        foreach (var (where, target) in routing.Unserved)
        {
            yield return Finding.Warning(
                where, $"nobody serves '{target}'", "a model that is there", $"`gratis models` lists what is there; with --refresh the providers are asked anew. `gratis models --why {target}` says what is near it.");
        }

        foreach (var pool in routing.EmptyPools)
            yield return Finding.Warning("pools." + pool, "nothing backs it: neither a target nor a fallback serves", "a target that serves", "Give it one, or set the key of a provider that it names.");
        if (routing.SpillHasNoRoute)
        {
            yield return Finding.Warning(
                "spill", "it has a budget, and there is no paid route it could spend on", "a paid route among spill.targets, or one of a configured provider", "Name one under spill.targets, as provider/model, or set spill.enabled: false.");
        }
        else if (routing.MaySpill)
        {
            yield return Finding.Note("spill", "paid routes may answer, inside the budget");
        }

        if (routing.Pools > 0 && routing is { Unserved: [], EmptyPools: [] })
            yield return Finding.Ok("pools", FormattableString.Invariant($"{routing.Pools}, and every target is there"));
        if (routing.Routes > 0)
            yield return Finding.Ok("models", FormattableString.Invariant($"{routing.Routes} known, {routing.FreeRoutes} of them free"));
    }
}
