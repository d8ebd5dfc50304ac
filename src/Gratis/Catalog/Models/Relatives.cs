using System.Globalization;

namespace Gratis.Catalog.Models;

/// <summary>Guesses a model's quality from a measured one that is nearly the same.</summary>
internal static class Relatives
{
    // What a guess loses against the measured model it rests on.
    private const double SameVersion = 0.95;
    private const double NewestOfLine = 0.90;
    private const double BuiltOn = 0.90;
    private const double PerVersionBack = 0.90;

    // A later version is no worse than the one before it: the table being late must not turn them round.
    private const double NewerVersion = 1.01;

    // How points grow with size, as in QualityEstimate's fit: ten times the size, 0.70 more in the logarithm.
    private const double SizePower = 0.305;

    /// <summary>The guess; null where no relative was measured.</summary>
    public static ModelQuality? Estimate(ModelIdentity identity, Benchmarks benchmarks) =>
        FromLine(identity, benchmarks) ?? FromBase(identity.Family, benchmarks);

    private static ModelQuality? FromLine(ModelIdentity identity, Benchmarks benchmarks)
    {
        var family = identity.Family;
        Span<char> buffer = family.Length <= 256 ? stackalloc char[family.Length] : new char[family.Length];
        var line = ModelLine.Read(family, identity.Size.Total, buffer);
        var models = line.Name.IsEmpty ? [] : benchmarks.OfLine(line.Name);
        if (models.Count == 0)
            return null;

        var version = NearestVersion(models, line.Version);
        var (relative, sizeFactor) = NearestSize(models, version, identity.Size.Total);
        var versionFactor = version == line.Version ? SameVersion
            : line.Version.IsNone ? NewestOfLine
            : version < line.Version ? NewerVersion
            : Math.Pow(PerVersionBack, line.Version.DistanceTo(version));
        return Like(relative.Quality, relative.Family, versionFactor * sizeFactor);
    }

    /// <summary>The nearest version, of two as near the older; a name without one means the newest.</summary>
    private static ModelVersion NearestVersion(IReadOnlyList<MeasuredModel> models, ModelVersion wanted)
    {
        var nearest = models[0].Version;
        foreach (var model in models)
        {
            var version = model.Version;
            var nearer = wanted.DistanceTo(nearest) - wanted.DistanceTo(version);
            if (wanted.IsNone ? version > nearest : nearer > 0 || (nearer == 0 && version < nearest))
                nearest = version;
        }

        return nearest;
    }

    /// <summary>Of one version the next smaller one, else the next larger one scaled down.</summary>
    private static (MeasuredModel Model, double Factor) NearestSize(IReadOnlyList<MeasuredModel> models, ModelVersion version, decimal? size)
    {
        MeasuredModel? smaller = null, larger = null;
        foreach (var model in models)
        {
            if (model.Version != version)
                continue;
            if (model.Size <= size && (smaller is null || model.Size > smaller.Size || (model.Size == smaller.Size && IsBetter(model, smaller))))
                smaller = model;
            if (model.Size > size && (larger is null || model.Size < larger.Size || (model.Size == larger.Size && IsBetter(model, larger))))
                larger = model;
        }

        if (smaller is not null)
            return (smaller, 1);
        return larger is null ? (Middle(models, version), 1) : (larger, Math.Pow((double)(size! / larger.Size!), SizePower));
    }

    /// <summary>For a name without a size: the middle one of several sizes, the best of one.</summary>
    private static MeasuredModel Middle(IReadOnlyList<MeasuredModel> models, ModelVersion version)
    {
        var ofVersion = models.Where(model => model.Version == version).OrderBy(model => model.Quality.Points).ToArray();
        return ofVersion.All(model => model.Size == ofVersion[0].Size) ? ofVersion[^1] : ofVersion[(ofVersion.Length - 1) / 2];
    }

    private static bool IsBetter(MeasuredModel model, MeasuredModel other) => model.Quality.Points > other.Quality.Points;

    /// <summary>A measured model whose name this one ends with (a fine-tune) or begins with (an edition).</summary>
    private static ModelQuality? FromBase(ReadOnlySpan<char> family, Benchmarks benchmarks)
    {
        for (var rest = family; rest.IndexOf('-') is > 0 and var dash;)
        {
            rest = rest[(dash + 1)..];
            if (rest.Contains('-') && benchmarks.Find(rest) is { } found)
                return Like(found, rest.ToString(), BuiltOn);
        }

        for (var rest = family; rest.LastIndexOf('-') is > 0 and var dash && !SizeWords.ChangesModel(rest[(dash + 1)..]);)
        {
            rest = rest[..dash];
            if (benchmarks.Find(rest) is { } found)
                return Like(found, rest.ToString(), BuiltOn);
        }

        return null;
    }

    private static ModelQuality Like(ModelQuality relative, string family, double factor)
    {
        var why = string.Create(CultureInfo.InvariantCulture, $"never measured; {factor:0.##} of {family} ({relative.Why})");
        return new ModelQuality(QualityScale.Round(relative.Points * factor), why, IsMeasured: false);
    }
}
