namespace Gratis.Gateway.Commands.Bench;

/// <summary>How long things took.</summary>
/// <param name="Count">How many there were.</param>
internal sealed record Percentiles(int Count, double P50, double P95, double P99, double Max)
{
    /// <summary>By the nearest rank: each is a time that was really measured. Null of nothing.</summary>
    public static Percentiles? Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? null : new Percentiles(sorted.Length, At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), sorted[^1]);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
