using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Scenarios.Month;

/// <summary>
/// Thirty days of eight free tiers as they really go: every week a quarter of the free models vanish and others come, some turn paid
/// (with a refusal, or with a bill that the list shows at once or hours later), two of them turn free again, one list breaks for a day,
/// one provider dies for two, one key is revoked. The seed decides when and whom; the same seed plans the same month.
/// </summary>
/// <param name="Scenario">The world.</param>
/// <param name="Events">Everything that will happen, in order.</param>
public sealed record MonthOfChurn(Scenario Scenario, IReadOnlyList<ChurnEvent> Events)
{
    /// <summary>How long it takes.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromDays(30);

    /// <summary>Plans a month.</summary>
    public static MonthOfChurn Of(int seed) => new MonthPlan(seed).Make();

    /// <summary>Begins it.</summary>
    public World Build(TimeProvider time) => Scenario.Build(time);

    /// <summary>What a model is when the month begins and how it will change; null when it never lives.</summary>
    public ModelSpec? Model(string provider, string model) =>
        Scenario.Providers.FirstOrDefault(one => one.Id == provider)?.Models.FirstOrDefault(one => one.Id == model);
}
