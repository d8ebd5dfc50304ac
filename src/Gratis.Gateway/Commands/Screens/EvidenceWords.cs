using System.Globalization;
using Gratis.Catalog.Claims;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>Evidence for people.</summary>
internal static class EvidenceWords
{
    /// <summary>Which of the three layers it stands in: an upgrade replaces the first, and nothing but the owner the last.</summary>
    public static string Layer(Evidence evidence) => evidence.Source.Layer switch
    {
        ClaimLayer.Shipped => "shipped",
        ClaimLayer.Owner => "owner",
        _ => "learned",
    };

    /// <summary>The day of it; what the config says it says now, and what is read out of a name has no day.</summary>
    public static string Day(Evidence evidence) =>
        evidence.At is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : evidence.Source == ClaimSource.Owner ? "now" : "-";

    /// <summary>To the minute, in UTC.</summary>
    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    public static string Confidence(Evidence evidence) => evidence.Confidence.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Where it was read and what was seen there.</summary>
    public static string From(Evidence evidence) => evidence.Detail is { Length: > 0 } detail ? $"{evidence.From}: {detail}" : evidence.From;
}
