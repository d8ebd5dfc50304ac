using System.Collections.Immutable;

namespace Gratis.Health.Measures;

/// <summary>A route's measure as it is kept.</summary>
/// <param name="Route">The route's id.</param>
/// <param name="At">The instant to which everything has faded.</param>
/// <param name="Served">Calls that were served.</param>
/// <param name="Failed">Calls that failed.</param>
/// <param name="FirstTokenSeconds">The sum of all times to the first token.</param>
/// <param name="FirstTokens">Their weights; <see cref="Measures.FirstTokens.Buckets"/> of them.</param>
internal sealed record MeasureRecord(
    string Route, DateTimeOffset At, double Served, double Failed, double FirstTokenSeconds, ImmutableArray<float> FirstTokens);
