namespace Gratis.Gateway.Pool.Marked;

/// <summary>The two lines between which a file is generated.</summary>
/// <param name="Begin">The first of them.</param>
/// <param name="End">The second.</param>
/// <param name="Hint">Where to put them, for a file that has none.</param>
internal sealed record Markers(string Begin, string End, string Hint);
