using System.Globalization;

namespace Gratis.AspNetCore;

/// <summary>Waits as the <c>Retry-After</c> header spells them: whole seconds, rounded up, so that nobody comes back too early.</summary>
internal static class RetryAfter
{
    public static string Format(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
