using Gratis.AspNetCore.Access;

namespace Gratis.AspNetCore.Sessions;

/// <summary>One browser that is signed in.</summary>
/// <param name="Hash">What it is recognised by; see <see cref="ProofHash"/>.</param>
/// <param name="CreatedAt">When it signed in.</param>
/// <param name="SeenAt">When it last asked for something, to within <see cref="Grain"/>.</param>
internal sealed record ConsoleSession(KeyHash Hash, DateTimeOffset CreatedAt, DateTimeOffset SeenAt)
{
    /// <summary>How long a session lasts that nobody uses.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);

    /// <summary>How long any session lasts.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>How often its use is written down.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    /// <summary>When it ends if nobody uses it again.</summary>
    public DateTimeOffset ExpiresAt => CreatedAt + Longest < SeenAt + LongestIdle ? CreatedAt + Longest : SeenAt + LongestIdle;
}
