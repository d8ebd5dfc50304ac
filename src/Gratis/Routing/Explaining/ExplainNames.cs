using System.Text.Json;

namespace Gratis.Routing.Explaining;

/// <summary>How answers spell what the planner tells apart.</summary>
internal static class ExplainNames
{
    public static string Spell(this RejectionReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    public static string Spell(this TargetKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
