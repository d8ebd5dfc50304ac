namespace Gratis.Workload.Policies;

/// <summary>How far every policy goes for one call: what Gratis does by default.</summary>
internal static class Patience
{
    public const int MostAttempts = 8;

    /// <summary>For quota to come free.</summary>
    public static TimeSpan Quota { get; } = TimeSpan.FromSeconds(30);

    /// <summary>For the whole call.</summary>
    public static TimeSpan Total { get; } = TimeSpan.FromSeconds(120);
}
