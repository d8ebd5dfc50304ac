namespace Gratis.Workload.Agents;

/// <summary>Seeds that do not depend on each other, and the distributions that are drawn from.</summary>
internal static class Dice
{
    public static Random Of(int seed, int agent, int session) => new(unchecked((((seed * 1_000_003) + agent) * 92_821) + session));

    public static double Exponential(this Random dice) => -Math.Log(1 - dice.NextDouble());

    public static double LogNormal(this Random dice, (double Median, double Spread) shape)
    {
        // Box and Muller: two even draws make a normal one.
        var normal = Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
        return shape.Median * Math.Exp(normal * shape.Spread);
    }
}
