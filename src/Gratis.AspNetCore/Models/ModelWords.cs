using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Models;

namespace Gratis.AspNetCore.Models;

/// <summary>The words by which answers name what the catalogue tells apart.</summary>
internal static class ModelWords
{
    public static string Of(ModelKind kind) => kind switch
    {
        ModelKind.Embedding => "embedding",
        ModelKind.Rerank => "rerank",
        _ => "chat",
    };

    public static string Of(ModelTier tier) => tier switch
    {
        ModelTier.Lite => "lite",
        ModelTier.Large => "large",
        ModelTier.Reasoning => "reasoning",
        _ => "standard",
    };

    public static string Of(RouteState state) => state switch
    {
        RouteState.Found => "found",
        RouteState.Dead => "dead",
        RouteState.Disabled => "disabled",
        _ => "enabled",
    };

    public static string Of(ClaimLayer layer) => layer switch
    {
        ClaimLayer.Shipped => "shipped",
        ClaimLayer.Learned => "learned",
        _ => "owner",
    };
}
