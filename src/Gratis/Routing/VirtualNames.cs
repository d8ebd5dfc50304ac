namespace Gratis.Routing;

/// <summary>The names of the built-in virtual models.</summary>
internal static class VirtualNames
{
    /// <summary>Every free and local route, best first; also what an empty model name means.</summary>
    public const string Auto = "auto";
}
