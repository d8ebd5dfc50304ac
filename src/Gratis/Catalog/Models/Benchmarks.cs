namespace Gratis.Catalog.Models;
internal sealed class Benchmarks { public static Benchmarks Load() => new(); }
internal sealed record ModelQuality(double Points, string Why, bool IsMeasured);
internal static class QualityEstimate { public static ModelQuality Of(ModelIdentity identity, Benchmarks benchmarks, DateOnly? released) => new(30, "x", false); }
