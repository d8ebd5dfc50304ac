using Gratis.Health;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Health;

public sealed class HealthCellTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;
    private static readonly DateTimeOffset Over = Now.AddSeconds(60);

    private int _changes;

    [Fact]
    public void A_new_cell_is_open_and_gives_no_trial()
    {
        HealthCell cell = NewCell();
        cell.Look(Now).ShouldBe(Gate.Open);
        cell.TryEnter(Now, out Trial trial).ShouldBeTrue();
        trial.ShouldBe(default);
    }

    [Fact]
    public void A_wall_lets_nobody_in_before_its_instant()
    {
        HealthCell cell = Limited();
        cell.Look(Over.AddTicks(-1)).ShouldBe(Gate.Wall);
        cell.TryEnter(Over.AddTicks(-1), out _).ShouldBeFalse();
        cell.OpensAt(Now).ShouldBe(Over);
        cell.Look(Over).ShouldBe(Gate.TrialFree);
    }

    [Fact]
    public void Trouble_can_still_be_entered_as_a_last_resort()
    {
        HealthCell cell = NewCell();
        Strike(cell, Verdict.Unreachable, Now);
        cell.Look(Now).ShouldBe(Gate.Trouble);
        cell.TryEnter(Now, out Trial trial).ShouldBeTrue();
        trial.ShouldBe(default);
        cell.OpensAt(Now).ShouldBeNull();
    }

    [Fact]
    public void One_timeout_is_noted_and_sets_nothing_aside()
    {
        HealthCell cell = NewCell();
        Strike(cell, Verdict.Timeout, Now);
        cell.Look(Now).ShouldBe(Gate.Open);
        cell.Current!.Strikes.ShouldBe(1);
        Strike(cell, Verdict.Timeout, Now.AddSeconds(40));
        cell.Look(Now.AddSeconds(40)).ShouldBe(Gate.Trouble);
    }

    [Fact]
    public void Of_64_threads_exactly_one_gets_the_trial()
    {
        for (int round = 0; round < 50; round++)
        {
            HealthCell cell = Limited();
            using var start = new Barrier(64);
            int trials = 0, entered = 0;
            Thread[] threads = [.. Enumerable.Range(0, 64).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                if (!cell.TryEnter(Over, out Trial trial)) return;
                Interlocked.Increment(ref entered);
                if (trial != default) Interlocked.Increment(ref trials);
            }))];
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            (entered, trials).ShouldBe((1, 1));
        }
    }

    [Fact]
    public void While_a_trial_runs_the_others_see_what_was_there()
    {
        HealthCell wall = Limited();
        wall.TryEnter(Over, out _).ShouldBeTrue();
        wall.Look(Over).ShouldBe(Gate.Wall);
        wall.TryEnter(Over, out _).ShouldBeFalse();
        wall.OpensAt(Over).ShouldBe(Over.AddSeconds(1));

        HealthCell trouble = NewCell();
        Strike(trouble, Verdict.Unreachable, Now);
        trouble.TryEnter(Over, out Trial trial).ShouldBeTrue();
        trial.ShouldNotBe(default);
        trouble.Look(Over).ShouldBe(Gate.Trouble);
    }

    [Fact]
    public void A_trial_that_succeeds_clears_everything()
    {
        HealthCell cell = Limited();
        cell.TryEnter(Over, out _);
        cell.Succeed(Over);
        cell.Current.ShouldBeNull();
        Strike(cell, Verdict.RateLimited, Over.AddSeconds(1));
        cell.Current!.Strikes.ShouldBe(1);
    }

    [Fact]
    public void A_trial_that_fails_climbs_and_closes_again()
    {
        HealthCell cell = Limited();
        cell.TryEnter(Over, out Trial trial);
        Strike(cell, Verdict.RateLimited, Over);
        cell.Release(trial);
        cell.Current!.Strikes.ShouldBe(2);
        cell.Look(Over.AddSeconds(119)).ShouldBe(Gate.Wall);
        cell.Look(Over.AddSeconds(120)).ShouldBe(Gate.TrialFree);
    }

    [Fact]
    public void A_trial_that_is_given_back_is_free_for_the_next()
    {
        HealthCell cell = Limited();
        cell.TryEnter(Over, out Trial trial);
        cell.Release(trial);
        cell.Look(Over).ShouldBe(Gate.TrialFree);
        cell.Current!.Strikes.ShouldBe(1);
    }

    [Fact]
    public void A_silent_trial_is_lost_after_its_lease_and_cannot_give_back_its_successors()
    {
        HealthCell cell = Limited();
        cell.TryEnter(Over, out Trial silent);
        DateTimeOffset lapsed = Over + HealthCell.TrialLease;
        cell.TryEnter(lapsed.AddTicks(-1), out _).ShouldBeFalse();
        cell.TryEnter(lapsed, out Trial second).ShouldBeTrue();
        second.ShouldNotBe(default);

        cell.Release(silent);
        cell.Look(lapsed).ShouldBe(Gate.Wall);
    }

    [Fact]
    public void An_answer_to_a_call_from_before_the_wall_does_not_open_it()
    {
        HealthCell cell = Limited();
        cell.Succeed(Now.AddSeconds(-1));
        cell.Succeed(Now);
        cell.Look(Now).ShouldBe(Gate.Wall);
    }

    [Fact]
    public void Any_answer_after_the_trouble_clears_it()
    {
        HealthCell cell = NewCell();
        Strike(cell, Verdict.Unreachable, Now);
        cell.Succeed(Now.AddSeconds(-1));
        cell.Look(Now).ShouldBe(Gate.Trouble);
        cell.Succeed(Now.AddSeconds(1));
        cell.Look(Now).ShouldBe(Gate.Open);
    }

    [Fact]
    public void A_reset_forgives_at_once()
    {
        HealthCell cell = Limited();
        cell.Reset();
        cell.Look(Now).ShouldBe(Gate.Open);
        cell.Current.ShouldBeNull();
    }

    [Fact]
    public void Only_another_secret_lifts_a_refused_key()
    {
        HealthCell cell = NewCell();
        cell.UseKey("old");
        cell.Strike(new Judgement(Verdict.KeyRefused, Reach.Account), Now, Now, "old");
        cell.UseKey("old");
        cell.Look(Now.AddYears(10)).ShouldBe(Gate.Wall);
        cell.UseKey("new");
        cell.Look(Now).ShouldBe(Gate.Open);
    }

    [Fact]
    public void A_late_refusal_of_the_old_secret_does_not_harm_the_new_one()
    {
        HealthCell cell = NewCell();
        cell.UseKey("new");
        cell.Strike(new Judgement(Verdict.KeyRefused, Reach.Account), Now, Now, "old").ShouldBeNull();
        cell.Look(Now).ShouldBe(Gate.Open);
    }

    [Fact]
    public void Another_secret_does_not_lift_a_spent_quota()
    {
        HealthCell cell = Limited();
        cell.UseKey("new");
        cell.Look(Now).ShouldBe(Gate.Wall);
    }

    [Fact]
    public void Every_change_is_told_once_and_nothing_else_is()
    {
        HealthCell cell = Limited();
        _changes.ShouldBe(1);
        Strike(cell, Verdict.Refused, Now.AddSeconds(1));
        cell.TryEnter(Over, out Trial trial);
        cell.Release(trial);
        _changes.ShouldBe(1);
        cell.Succeed(Over);
        cell.Succeed(Over);
        cell.Reset();
        _changes.ShouldBe(2);
    }

    [Fact]
    public void Looking_at_a_cell_allocates_nothing()
    {
        HealthCell open = NewCell(), wall = Limited();
        _ = open.Look(Now) + (int)wall.Look(Now);
        open.TryEnter(Now, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = open.Look(Now);
            _ = wall.Look(Now);
            open.TryEnter(Now, out _);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private HealthCell NewCell() => new(Reach.AccountModel, "cell", static () => 0, _ => _changes++, static () => CooldownLadder.DefaultFirstRest);

    private HealthCell Limited()
    {
        HealthCell cell = NewCell();
        Strike(cell, Verdict.RateLimited, Now);
        return cell;
    }

    private static void Strike(HealthCell cell, Verdict verdict, DateTimeOffset now) =>
        cell.Strike(new Judgement(verdict, Reach.AccountModel), now, now);
}
