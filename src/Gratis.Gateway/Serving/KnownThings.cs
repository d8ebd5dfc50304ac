using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;

namespace Gratis.Gateway.Serving;

/// <summary>What a config may refer to without saying it.</summary>
internal static class KnownThings
{
    /// <summary>Pools that a fallback may name although the file does not hold them.</summary>
    private static readonly string[] ShippedPools = ["chat-free", "reasoning-free", "chat-free-large", "chat-lite", "chat", "primary", "paid-tools"];

    public static ConfigKnowledge From(BuiltInFacts facts) => new(
        [.. facts.All.SelectMany(f => f.Aliases.Prepend(f.Id).Select(id => new KnownProvider(id, f.NeedsKey ? f.EnvironmentVariables : [])))],
        [.. ShippedPools]);
}
