using System.Globalization;

namespace Gratis.Catalog.Models;

/// <summary>How good a model is when nobody measured it: like its nearest relative, else like the weaker ones of its size.</summary>
internal static class QualityEstimate
{
    // Least squares over the 236 measured models whose size and release are known: logarithm of the points = 1.84 + 0.70 log10 of the
    // billions - 0.76 a year of age + 0.25 for reasoning. Lowered to the quartile of the weakest, so that a guess stays below a measurement.
    private const double Base = 1.843 - 0.339;
    private const double PerDecade = 0.70;
    private const double PerYear = -0.757;
    private const double ForReasoning = 0.25;

    // The middle one of those is a year old; without a date a model counts as half a year older, and beyond three years nothing gets worse.
    private const double UndatedAge = 1.5;
    private const double OldestAge = 3;

    // The line was fitted to few giants.
    private const double Most = 30;

    // Between the third and the fourth tenth of all that was measured.
    private static readonly ModelQuality Unknown = new(8, "nothing known of it", IsMeasured: false);

    /// <summary>What was measured, else the best guess.</summary>
    /// <param name="identity">The model.</param>
    /// <param name="benchmarks">What was measured.</param>
    /// <param name="released">When it came out, where somebody says so.</param>
    public static ModelQuality Of(ModelIdentity identity, Benchmarks benchmarks, DateOnly? released) =>
        benchmarks.Find(identity.Family)
        ?? Relatives.Estimate(identity, benchmarks)
        ?? FromSize(identity, benchmarks.AsOf, released)
        ?? Unknown;

    private static ModelQuality? FromSize(ModelIdentity identity, DateOnly asOf, DateOnly? released)
    {
        var billions = identity.Size.Total is { } total ? (double)total : SizeWords.Billions(identity.Family);
        if (billions is null && released is null && !identity.NamesReasoning)
            return null;

        var age = released is { } day ? Math.Clamp((asOf.DayNumber - day.DayNumber) / 365.25, 0, OldestAge) : UndatedAge;
        var points = Math.Exp(Base
            + (PerDecade * Math.Log10(billions ?? SizeWords.Usual))
            + (PerYear * age)
            + (identity.NamesReasoning ? ForReasoning : 0));
        return new ModelQuality(QualityScale.Round(Math.Min(points, Most)), Why(identity, billions, released), IsMeasured: false);
    }

    private static string Why(ModelIdentity identity, double? billions, DateOnly? released)
    {
        var size = identity.Size.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{total:0.###} billion parameters")
            : billions is not null ? "the size word of its name"
            : "no size";
        var date = released is { } day ? day.ToString("'of' yyyy-MM-dd", CultureInfo.InvariantCulture) : "undated";
        return $"never measured; guessed from {size}, {date}{(identity.NamesReasoning ? ", reasoning" : "")}";
    }
}
