namespace Gratis.Health.Measures;

/// <summary>Where measures outlive the process.</summary>
internal interface IMeasureStore
{
    /// <summary>Everything that was kept; what can no longer be read is left out.</summary>
    ValueTask<IReadOnlyList<MeasureRecord>> Load(CancellationToken cancellation);

    /// <summary>
    /// Says that a measure changed; never blocks and never throws. The store takes <see cref="RouteMeasure.Draft"/> when it writes, so
    /// that a thousand changes are one row.
    /// </summary>
    void Changed(RouteMeasure measure);
}
