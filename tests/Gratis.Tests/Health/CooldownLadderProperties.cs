using FsCheck;
using FsCheck.Fluent;
using Gratis.Health;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Health;

public sealed class CooldownLadderProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(2000);

    private static readonly Verdict[] Guessed =
        [.. Enum.GetValues<Verdict>().Where(v => v.FailureKind is not FailureKind.None and not FailureKind.Key)];

    private static readonly Gen<Failure> Failures =
        from verdict in Gen.Elements(Enum.GetValues<Verdict>())
        from reach in Gen.Elements(Enum.GetValues<Reach>())
        from source in Gen.Elements(Enum.GetValues<UntilSource>())
        from named in Gen.Choose(-60, 200_000)
        from pause in Gen.Choose(0, 10_000)
        from took in Gen.Choose(0, 200)
        from jitter in Gen.Choose(0, 100)
        select new Failure(verdict, reach, source, named, pause, took, jitter / 100.0);

    [Fact]
    public void No_history_ends_with_an_instant_in_the_past() => Check(static (_, next, now) =>
        next is null || next.Until >= now && next.Since == now && next.Strikes >= 1);

    [Fact]
    public void A_guess_never_shortens_what_was_named() => Check(static (previous, next, now) =>
        next is null || next.IsNamed || previous is not { IsNamed: true } || !previous.Stands(now) || next.Until >= previous.Until);

    [Fact]
    public void A_wall_that_stands_is_only_ever_replaced_by_a_wall() => Check(static (previous, next, now) =>
        next is null || previous is not { IsWall: true } || !previous.Stands(now) || next.IsWall);

    [Fact]
    public void A_ladder_never_goes_down_and_ends_at_its_cap() =>
        Prop.ForAll(Gen.Elements(Guessed).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), static (verdict, percent) =>
        {
            double jitter = percent / 100.0;
            double[] plain = Lengths(verdict, 0), jittered = Lengths(verdict, jitter);
            for (int i = 0; i < plain.Length; i++)
            {
                if (i > 0 && (plain[i] < plain[i - 1] || jittered[i] < jittered[i - 1])) return false;
                if (jittered[i] < plain[i] || jittered[i] > plain[i] * (1 + CooldownLadder.MaxJitter) + 0.001) return false;
            }

            return plain[^1] == plain[^2];
        }).Check(Seeded);

    private static double[] Lengths(Verdict verdict, double jitter)
    {
        var lengths = new double[40];
        Cooldown? last = null;
        DateTimeOffset now = VirtualTime.Start;
        for (int i = 0; i < lengths.Length; i++)
        {
            last = CooldownLadder.Next(new Judgement(verdict, Reach.Route), last, now, now, jitter)!;
            lengths[i] = (last.Until - now).TotalSeconds;
            now = last.Until.AddSeconds(1);
        }

        return lengths;
    }

    /// <summary>Runs random histories and holds every step against a rule.</summary>
    private static void Check(Func<Cooldown?, Cooldown?, DateTimeOffset, bool> rule) =>
        Prop.ForAll(Failures.ListOf().ToArbitrary(), history =>
        {
            DateTimeOffset now = VirtualTime.Start;
            Cooldown? standing = null;
            foreach (Failure failure in history)
            {
                now = now.AddSeconds(failure.Pause);
                var judgement = new Judgement(failure.Verdict, failure.Reach, now.AddSeconds(failure.Named), failure.Source);
                Cooldown? next = CooldownLadder.Next(judgement, standing, now.AddSeconds(-failure.Took), now, failure.Jitter, "print");
                if (!rule(standing, next, now)) return false;
                standing = next ?? standing;
            }

            return true;
        }).Check(Seeded);

    private sealed record Failure(Verdict Verdict, Reach Reach, UntilSource Source, int Named, int Pause, int Took, double Jitter);
}
