using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Catalog.Models;

namespace Gratis.Gateway.Commands.Models;

/// <summary>What is known of a route, in a word or two.</summary>
internal static class ModelWords
{
    public static string Spell(this RouteState state) => state switch
    {
        RouteState.Enabled => "enabled",
        RouteState.Found => "found",
        RouteState.Dead => "dead",
        _ => "disabled",
    };

    public static string Spell(this ModelKind kind) => kind switch
    {
        ModelKind.Embedding => "embedding",
        ModelKind.Rerank => "rerank",
        _ => "chat",
    };

    public static string Spell(this ModelTier tier) => tier switch
    {
        ModelTier.Lite => "lite",
        ModelTier.Large => "large",
        ModelTier.Reasoning => "reasoning",
        _ => "standard",
    };

    /// <summary>0 to 100; estimated where nobody measured it.</summary>
    public static string Quality(ModelQuality quality) => (quality.IsMeasured ? "" : "~") + quality.Points.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Free or not, and which layer decided.</summary>
    public static string Free(FreeVerdict verdict) => $"{(verdict.IsFree ? "yes" : "no")} ({verdict.Layer.Spell()})";

    /// <summary>What it means that a layer decided.</summary>
    public static string Because(FreeLayer layer) => layer switch
    {
        FreeLayer.Local => "it runs on own hardware, which is never a free tier",
        FreeLayer.CostObserved => "a call that should have been free was charged",
        FreeLayer.Owner => "its owner says so",
        FreeLayer.Price => "its provider's own prices say so",
        FreeLayer.ProviderRule => "that is what its provider gives away",
        FreeLayer.Suffix => "its id ends with :free",
        FreeLayer.Believed => "it is believed to be, and nothing speaks against it",
        _ => "nothing proves that it is",
    };
}
