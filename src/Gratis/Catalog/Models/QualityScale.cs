namespace Gratis.Catalog.Models;

/// <summary>One scale for three leaderboards: Artificial Analysis' intelligence index.</summary>
/// <remarks>
/// The index grows exponentially with the other two, so all are mixed as logarithms. Both lines are least squares through the logarithm of
/// the index, over the models of the shipped table that have both and an index above its floor: 213 for Arena (R² 0.84, spread 0.37) and
/// 66 for LiveBench (R² 0.83, spread 0.18). Arena judges taste as much as wits and LiveBench few models, so the index counts thrice.
/// </remarks>
internal static class QualityScale
{
    private const double IndexWeight = 3;
    private const double OtherWeight = 1;

    // The index of the models that solve nothing.
    private const double Floor = 1;

    /// <summary>Mixes what there is; each of them only ever raises the result by growing.</summary>
    public static double Mix(double? index, double? arena, double? liveBench)
    {
        double sum = 0, weight = 0;
        Add(index is { } i ? Math.Log(Math.Max(Floor, i)) : null, IndexWeight);
        Add(arena is { } elo ? -10.66 + (0.009818 * elo) : null, OtherWeight);
        Add(liveBench is { } percent ? 1.370 + (0.033495 * percent) : null, OtherWeight);
        return weight > 0 ? Round(Math.Exp(sum / weight)) : 0;

        void Add(double? logarithm, double itsWeight)
        {
            if (logarithm is { } value)
            {
                sum += value * itsWeight;
                weight += itsWeight;
            }
        }
    }

    /// <summary>Brings a number into bounds.</summary>
    public static double Round(double points) => Math.Round(Math.Clamp(points, 0, 100), 2);
}
