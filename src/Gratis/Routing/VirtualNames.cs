namespace Gratis.Routing;

/// <summary>The names of the built-in virtual models.</summary>
internal static class VirtualNames
{
    /// <summary>Every free and local route, best first; also what an empty model name means.</summary>
    public const string Auto = "auto";

    /// <summary>Every free route; behind a provider's name and a slash, that provider's.</summary>
    public const string Free = "free";

    /// <summary>Free, then own hardware, then what money buys: the one name that crosses lanes.</summary>
    public const string LoadBalanced = Prefix + "loadbalanced";

    /// <summary>What may stand before a built-in name.</summary>
    public const string Prefix = "llmproxy/";
}
