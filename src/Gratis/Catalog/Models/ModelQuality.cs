namespace Gratis.Catalog.Models;

/// <summary>How good a model is, whoever serves it.</summary>
/// <param name="Points">0 to 100 on the scale of Artificial Analysis' intelligence index, whose best model has about 63.</param>
/// <param name="Why">Where the number comes from, with its date.</param>
/// <param name="IsMeasured">Whether somebody measured this model and not one like it.</param>
internal sealed record ModelQuality(double Points, string Why, bool IsMeasured);
