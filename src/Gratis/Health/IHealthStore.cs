namespace Gratis.Health;

/// <summary>Where cooldowns and strikes outlive the process.</summary>
internal interface IHealthStore
{
    /// <summary>Everything that was recorded when the process last ended.</summary>
    ValueTask<IReadOnlyList<HealthEntry>> Load(CancellationToken cancellation);

    /// <summary>
    /// Says that a cell changed; never blocks and never throws. The store reads <see cref="HealthCell.Current"/>
    /// when it writes, so that changes told out of order still leave the last one stored.
    /// </summary>
    void Changed(HealthCell cell);
}
