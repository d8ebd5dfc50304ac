namespace Gratis.Routing.Choosing;

/// <summary>A request's luck, drawn once: plans that are made with the same lot from the same knowledge are the same. The default is none.</summary>
/// <param name="Seed">What its chances come from; never 0 for one that was drawn.</param>
/// <param name="IsTrial">It is this request's turn to try what nobody knows yet.</param>
internal readonly record struct Lot(ulong Seed, bool IsTrial)
{
    /// <summary>False for no lot: measures do not decide.</summary>
    public bool IsDrawn => Seed != 0;

    /// <summary>A number of the standard normal distribution for one question about one thing, nearly: the sum of four even ones.</summary>
    public double Normal(ulong thing, ulong question)
    {
        var mixed = (Seed ^ thing) + (question * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        double sum = (ushort)mixed + (ushort)(mixed >> 16) + (ushort)(mixed >> 32) + (ushort)(mixed >> 48);
        return ((sum / ushort.MaxValue) - 2) * Math.Sqrt(3);
    }
}
