namespace Gratis.Health.Measures;

/// <summary>What is known of a route by its own calls.</summary>
/// <param name="Success">How often it serves; null while no call counts any more.</param>
/// <param name="FirstToken">How soon it begins to answer; null while no answer counts any more.</param>
internal readonly record struct MeasureReading(SuccessReading? Success, FirstTokenReading? FirstToken)
{
    /// <summary>Calls that count, faded ones in part.</summary>
    public double Samples => Success?.Samples ?? 0;
}

/// <summary>How soon a route begins to answer.</summary>
/// <param name="Samples">Answers that count, faded ones in part.</param>
/// <param name="Mean">The mean.</param>
/// <param name="P50">What half of them did not exceed.</param>
/// <param name="P95">What 95 % of them did not exceed.</param>
internal readonly record struct FirstTokenReading(double Samples, TimeSpan Mean, TimeSpan P50, TimeSpan P95);

/// <summary>How often a route serves, and how sure that is.</summary>
/// <param name="Samples">Calls that count, faded ones in part.</param>
/// <param name="Rate">The share that was served.</param>
/// <param name="Low">The true share is hardly below this.</param>
/// <param name="High">The true share is hardly above this: with few calls it is near one, whatever became of them.</param>
internal readonly record struct SuccessReading(double Samples, double Rate, double Low, double High)
{
    // 99 % sure. With 90 % a single failure would already halve the distance to what a dead route is given.
    private const double Z = 2.576;

    /// <summary>By Wilson's interval, which stays sensible for very few calls and at both ends; null where next to none count.</summary>
    public static SuccessReading? Of(double served, double failed)
    {
        double n = served + failed;
        if (n < Fading.Forgotten) return null;
        double rate = served / n;
        double shrink = 1 + Z * Z / n;
        double centre = (rate + Z * Z / (2 * n)) / shrink;
        double half = Z / shrink * Math.Sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n));
        return new SuccessReading(n, rate, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
