using FsCheck;
using FsCheck.Fluent;
using Gratis.Tests.Time;

namespace Gratis.Tests.Quotas.Windows;

/// <summary>Something that happens to a window: time passes, an amount is counted that was sent a while ago.</summary>
/// <param name="Pause">Ticks since the step before.</param>
/// <param name="Amount">What is counted; zero: nothing.</param>
/// <param name="Ago">How long ago it was sent; ticks.</param>
internal sealed record Step(long Pause, long Amount, long Ago)
{
    public static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(400);

    public static readonly long Start = VirtualTime.Start.UtcTicks;

    /// <summary>Histories over several lengths of a window: bursts, silences, late bookings.</summary>
    public static Arbitrary<List<Step>> Histories(TimeSpan length, bool late) => (
        from steps in (
            from pause in Gen.Frequency((4, Gen.Choose(0, 3)), (4, Gen.Choose(0, 400)), (1, Gen.Choose(0, 14_000)))
            from jitter in Gen.Choose(0, 9_999)
            from amount in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(1, 9)))
            from ago in late ? Gen.Choose(0, 900) : Gen.Constant(0)
            select new Step((length.Ticks / 10_000 * pause) + jitter, amount, length.Ticks / 10_000 * ago)).ListOf()
        select steps.ToList()).ToArbitrary();

    /// <summary>Runs a history and holds every instant of it against a rule.</summary>
    public static bool Run(List<Step> history, Func<Step, long, bool> rule)
    {
        var now = Start;
        foreach (var step in history)
        {
            now += step.Pause;
            if (!rule(step, now))
                return false;
        }

        return true;
    }
}
