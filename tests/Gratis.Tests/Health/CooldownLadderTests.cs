using Gratis.Health;
using Gratis.Tests.Time;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Health;

public sealed class CooldownLadderTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    // Seconds for the first strikes in a row, jitter left out; -1: nothing is recorded.
    [Theory]
    [InlineData("RateLimited", new double[] { 60, 120, 240, 480, 960, 1920, 3600, 3600 })]
    [InlineData("QuotaSpent", new double[] { 60, 120, 240, 480, 960, 1920, 3600, 3600 })]
    [InlineData("PaymentWanted", new double[] { 3600, 7200, 14400, 28800, 57600, 86400, 86400 })]
    [InlineData("ModelGone", new double[] { 900, 86400, 86400 })]
    [InlineData("Timeout", new double[] { 0, 120, 240, 480, 960, 1920, 3600, 3600 })]
    [InlineData("Broken", new double[] { 0, 15, 30, 60, 120, 240, 480, 600, 600 })]
    [InlineData("InvalidAnswer", new double[] { 0, 15, 30, 60, 120, 240, 480, 600, 600 })]
    [InlineData("Unreachable", new double[] { 5, 15, 30, 60, 120, 240, 480, 600, 600 })]
    [InlineData("Served", new double[] { -1, -1 })]
    [InlineData("Refused", new double[] { -1, -1 })]
    [InlineData("TooLong", new double[] { -1, -1 })]
    [InlineData("Filtered", new double[] { -1, -1 })]
    [InlineData("Cancelled", new double[] { -1, -1 })]
    public void Each_failure_climbs_its_own_ladder(string verdict, double[] seconds)
    {
        Cooldown? last = null;
        DateTimeOffset now = Now;
        foreach (double expected in seconds)
        {
            Cooldown? next = Guess(Enum.Parse<Verdict>(verdict), last, now);
            if (expected < 0)
            {
                next.ShouldBeNull();
                continue;
            }

            next.ShouldNotBeNull();
            (next.Until - now).TotalSeconds.ShouldBe(expected);
            next.Strikes.ShouldBe((last?.Strikes ?? 0) + 1);
            last = next;
            now = next.Until.AddSeconds(1);
        }
    }

    [Fact]
    public void A_table_row_stands_for_every_verdict()
    {
        // KeyRefused has no rungs and a test of its own.
        Enum.GetValues<Verdict>().Length.ShouldBe(14);
    }

    [Theory]
    [InlineData("RateLimited", true)]
    [InlineData("QuotaSpent", true)]
    [InlineData("PaymentWanted", true)]
    [InlineData("KeyRefused", true)]
    [InlineData("ModelGone", true)]
    [InlineData("Timeout", false)]
    [InlineData("Broken", false)]
    [InlineData("Unreachable", false)]
    [InlineData("InvalidAnswer", false)]
    public void Quota_money_key_and_a_missing_model_are_walls_and_the_rest_is_trouble(string verdict, bool wall) =>
        Guess(Enum.Parse<Verdict>(verdict), null, Now)!.IsWall.ShouldBe(wall);

    [Fact]
    public void A_refused_key_stays_refused_until_it_changes_even_where_an_instant_is_named()
    {
        var judgement = new Judgement(Verdict.KeyRefused, Reach.Account, Now.AddSeconds(5), UntilSource.Header);
        Cooldown refused = CooldownLadder.Next(judgement, null, Now, Now, 1, "print-1")!;
        refused.Until.ShouldBe(Cooldown.UntilKeyChanges);
        refused.KeyFingerprint.ShouldBe("print-1");
    }

    [Fact]
    public void Only_a_refused_key_is_tied_to_the_fingerprint() =>
        CooldownLadder.Next(new Judgement(Verdict.RateLimited, Reach.Account), null, Now, Now, 0, "print-1")!
            .KeyFingerprint.ShouldBeNull();

    [Theory]
    [InlineData("RateLimited")]
    [InlineData("PaymentWanted")]
    [InlineData("Broken")]
    [InlineData("Timeout")]
    public void A_named_instant_is_taken_as_it_is_from_the_first_strike_on(string verdict)
    {
        DateTimeOffset named = Now.AddDays(9);
        Cooldown next = Named(Enum.Parse<Verdict>(verdict), named, null, Now)!;
        next.Until.ShouldBe(named);
        next.Source.ShouldBe(UntilSource.Header);
    }

    [Fact]
    public void A_named_instant_that_has_passed_is_no_instant()
    {
        Cooldown next = Named(Verdict.RateLimited, Now.AddSeconds(-1), null, Now)!;
        next.Until.ShouldBe(Now.AddSeconds(66));
        next.Source.ShouldBe(UntilSource.Guess);
    }

    [Fact]
    public void What_reaches_no_further_than_the_request_sets_nothing_aside() =>
        CooldownLadder.Next(new Judgement(Verdict.Broken, Reach.Request), null, Now, Now, 0).ShouldBeNull();

    [Fact]
    public void A_failure_of_another_kind_starts_at_the_first_rung()
    {
        Cooldown third = Climb(Verdict.RateLimited, 3);
        Cooldown other = Guess(Verdict.Unreachable, third, third.Until.AddSeconds(1))!;
        other.Strikes.ShouldBe(1);
    }

    [Fact]
    public void Broken_unreachable_and_invalid_answers_are_one_kind()
    {
        Cooldown first = Guess(Verdict.Broken, null, Now)!;
        Cooldown second = Guess(Verdict.InvalidAnswer, first, Now.AddSeconds(1))!;
        Cooldown third = Guess(Verdict.Unreachable, second, second.Until.AddSeconds(1))!;
        third.Strikes.ShouldBe(3);
        (third.Until - third.Since).TotalSeconds.ShouldBe(30);
    }

    [Fact]
    public void Strikes_an_hour_past_their_cooldown_are_forgotten()
    {
        Cooldown third = Climb(Verdict.RateLimited, 3);
        Guess(Verdict.RateLimited, third, third.Until.AddHours(1))!.Strikes.ShouldBe(4);
        Guess(Verdict.RateLimited, third, third.Until.AddHours(1).AddSeconds(1))!.Strikes.ShouldBe(1);
    }

    [Fact]
    public void A_days_quarantine_is_remembered_for_a_day()
    {
        Cooldown quarantined = Climb(Verdict.ModelGone, 2);
        (Guess(Verdict.ModelGone, quarantined, quarantined.Until.AddHours(23))!.Until - quarantined.Until).TotalHours.ShouldBe(47);
        Guess(Verdict.ModelGone, quarantined, quarantined.Until.AddHours(25))!.Strikes.ShouldBe(1);
    }

    [Fact]
    public void Calls_that_fail_together_are_one_strike()
    {
        Cooldown first = Guess(Verdict.RateLimited, null, Now)!;
        CooldownLadder.Next(new Judgement(Verdict.RateLimited, Reach.AccountModel), first, Now.AddSeconds(-3), Now.AddSeconds(1), 0)
            .ShouldBeNull();

        Cooldown slow = Guess(Verdict.Timeout, null, Now)!;
        CooldownLadder.Next(new Judgement(Verdict.Timeout, Reach.AccountModel), slow, Now.AddSeconds(-3), Now.AddSeconds(1), 0)
            .ShouldBeNull();
    }

    [Fact]
    public void One_of_a_wave_that_learns_the_instant_corrects_the_guess_without_another_strike()
    {
        Cooldown guess = Guess(Verdict.RateLimited, null, Now)!;
        var named = new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddSeconds(7), UntilSource.Body);
        Cooldown corrected = CooldownLadder.Next(named, guess, Now.AddSeconds(-3), Now.AddSeconds(1), 0)!;
        corrected.Until.ShouldBe(Now.AddSeconds(7));
        corrected.Strikes.ShouldBe(1);
    }

    [Fact]
    public void The_latest_word_of_the_upstream_wins_over_its_earlier_one()
    {
        Cooldown early = Named(Verdict.RateLimited, Now.AddMinutes(10), null, Now)!;
        Named(Verdict.RateLimited, Now.AddMinutes(2), early, Now.AddSeconds(1))!.Until.ShouldBe(Now.AddMinutes(2));
    }

    [Fact]
    public void A_spent_day_is_not_reopened_by_a_minute_limit()
    {
        Cooldown spent = Named(Verdict.QuotaSpent, Now.AddHours(9), null, Now)!;
        Named(Verdict.RateLimited, Now.AddSeconds(30), spent, Now.AddSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void A_minute_limit_gives_way_to_a_refused_key()
    {
        Cooldown limited = Named(Verdict.RateLimited, Now.AddSeconds(30), null, Now)!;
        Guess(Verdict.KeyRefused, limited, Now.AddSeconds(1))!.Reason.ShouldBe(Verdict.KeyRefused);
    }

    [Fact]
    public void A_wall_is_not_softened_by_trouble_and_trouble_hardens_into_a_wall()
    {
        Cooldown limited = Guess(Verdict.RateLimited, null, Now)!;
        Named(Verdict.Broken, Now.AddHours(2), limited, Now.AddSeconds(1)).ShouldBeNull();

        Cooldown broken = Named(Verdict.Broken, Now.AddHours(2), null, Now)!;
        Cooldown wall = Guess(Verdict.RateLimited, broken, Now.AddSeconds(1))!;
        wall.IsWall.ShouldBeTrue();
        wall.Until.ShouldBe(Now.AddHours(2));
    }

    private static Cooldown? Guess(Verdict verdict, Cooldown? previous, DateTimeOffset now) =>
        CooldownLadder.Next(new Judgement(verdict, Reach.AccountModel), previous, now, now, 0);

    private static Cooldown? Named(Verdict verdict, DateTimeOffset until, Cooldown? previous, DateTimeOffset now) =>
        CooldownLadder.Next(new Judgement(verdict, Reach.AccountModel, until, UntilSource.Header), previous, now, now, 1);

    private static Cooldown Climb(Verdict verdict, int strikes)
    {
        Cooldown last = Guess(verdict, null, Now)!;
        while (last.Strikes < strikes) last = Guess(verdict, last, last.Until.AddSeconds(1))!;
        return last;
    }
}
