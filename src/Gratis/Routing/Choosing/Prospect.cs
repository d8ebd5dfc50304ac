using Gratis.Health.Measures;

namespace Gratis.Routing.Choosing;

/// <summary>
/// What a client can expect of a route, in one number: the seconds until its first token, and five more for each call that fails before one is
/// served. Drawn from what is measured rather than read off it (Thompson sampling): the less is known, the wider the draw, so that a few
/// lucky answers decide little and two equals share.
/// </summary>
internal static class Prospect
{
    /// <summary>A route with fewer calls that count is new: its trials may use it, its measures decide nothing.</summary>
    public const double Known = 8;

    // What another route takes after a failure: the client waits for both.
    private const double FailureCosts = 5;

    private const double LeastSuccess = 0.02;

    // Log-normal: 95 % lie below the median times e to the power of so many deviations.
    private const double DeviationsTo95 = 1.645;

    // Times within one bucket of the measure look more alike than they are.
    private const double LeastDeviation = 0.1;

    /// <summary>Draws the seconds.</summary>
    /// <param name="reading">A known route's measure.</param>
    /// <param name="usual">What to take for a time to the first token where none was measured; null: none counts.</param>
    /// <param name="lot">The request's luck.</param>
    /// <param name="route">The route's key.</param>
    public static double Draw(in MeasureReading reading, FirstTokenReading? usual, in Lot lot, ulong route)
    {
        var served = Success(reading.Success!.Value, lot.Normal(route, 1));
        return FirstToken(reading.FirstToken ?? usual, lot.Normal(route, 2)) + (FailureCosts * (1 - served) / served);
    }

    /// <summary>One served and one failed call are presumed of everybody.</summary>
    private static double Success(in SuccessReading success, double luck)
    {
        var mean = ((success.Rate * success.Samples) + 1) / (success.Samples + 2);
        var deviation = Math.Sqrt(mean * (1 - mean) / (success.Samples + 3));
        return Math.Clamp(mean + (luck * deviation), LeastSuccess, 1);
    }

    private static double FirstToken(FirstTokenReading? measured, double luck)
    {
        if (measured is not { } reading)
            return 0;
        var deviation = Math.Max(Math.Log(reading.P95 / reading.P50) / DeviationsTo95, LeastDeviation);
        return reading.P50.TotalSeconds * Math.Exp(luck * deviation / Math.Sqrt(reading.Samples + 1));
    }
}
