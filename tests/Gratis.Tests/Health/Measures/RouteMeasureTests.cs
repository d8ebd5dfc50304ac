using Gratis.Health.Measures;
using Gratis.Tests.Time;

namespace Gratis.Tests.Health.Measures;

public sealed class RouteMeasureTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private int _told;

    [Fact]
    public void Of_a_new_route_nothing_is_known()
    {
        MeasureReading reading = New().Read(Now);
        reading.Success.ShouldBeNull();
        reading.FirstToken.ShouldBeNull();
        reading.Samples.ShouldBe(0);
        New().Draft().ShouldBeNull();
    }

    [Fact]
    public void Served_and_failed_calls_make_the_rate()
    {
        SuccessReading success = Measured(served: 84, failed: 16).Read(Now).Success!.Value;
        success.Samples.ShouldBe(100);
        success.Rate.ShouldBe(0.84);
        success.Low.ShouldBeInRange(0.71, 0.74);
        success.High.ShouldBeInRange(0.90, 0.93);
        _told.ShouldBe(100);
    }

    [Fact]
    public void A_single_failure_proves_little_and_many_prove_much()
    {
        Measured(served: 0, failed: 1).Read(Now).Success!.Value.High.ShouldBeInRange(0.85, 0.9);
        Measured(served: 0, failed: 10).Read(Now).Success!.Value.High.ShouldBeInRange(0.35, 0.45);
        Measured(served: 0, failed: 1000).Read(Now).Success!.Value.High.ShouldBeLessThan(0.01);
        Measured(served: 1, failed: 0).Read(Now).Success!.Value.Low.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Success_fades_by_half_a_day_and_speed_by_half_in_three_hours()
    {
        RouteMeasure measure = Measured(served: 8, failed: 8);
        measure.Read(Now.AddDays(1)).Success!.Value.Samples.ShouldBe(8, 1e-9);
        measure.Read(Now.AddDays(1)).Success!.Value.Rate.ShouldBe(0.5, 1e-9);
        measure.Read(Now.AddHours(3)).FirstToken!.Value.Samples.ShouldBe(4, 1e-6);
        measure.Read(Now.AddDays(1)).FirstToken!.Value.Samples.ShouldBe(8 / 256.0, 1e-6);
        measure.Read(Now.AddDays(30)).ShouldBe(default);
        measure.IsForgotten(Now.AddDays(30)).ShouldBeTrue();
        measure.IsForgotten(Now.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void Fading_in_many_small_steps_is_fading_in_one()
    {
        RouteMeasure often = Measured(served: 1000, failed: 0), once = Measured(served: 1000, failed: 0);
        for (int seconds = 1; seconds <= 10_800; seconds++) often.Failed(Now.AddSeconds(seconds));
        DateTimeOffset later = Now.AddHours(3);
        often.Read(later).FirstToken!.Value.Samples.ShouldBe(once.Read(later).FirstToken!.Value.Samples, 0.5);
        often.Read(later).FirstToken!.Value.Mean.TotalSeconds.ShouldBe(1, 0.01);
    }

    [Fact]
    public void Lately_failing_outweighs_having_served_well()
    {
        RouteMeasure measure = Measured(served: 100, failed: 0);
        DateTimeOffset later = Now.AddDays(5);
        for (int i = 0; i < 10; i++) measure.Failed(later);
        measure.Read(later).Success!.Value.Rate.ShouldBeLessThan(0.3);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(90)]
    public void A_first_token_is_read_back_within_a_third(double seconds)
    {
        RouteMeasure measure = New();
        for (int i = 0; i < 20; i++) measure.Served(TimeSpan.FromSeconds(seconds), Now);
        FirstTokenReading reading = measure.Read(Now).FirstToken!.Value;
        reading.Mean.TotalSeconds.ShouldBe(seconds, seconds * 1e-6);
        (reading.P50.TotalSeconds / seconds).ShouldBeInRange(0.75, 1.33);
        (reading.P95.TotalSeconds / seconds).ShouldBeInRange(0.75, 1.33);
    }

    [Fact]
    public void The_slow_tail_shows_in_the_95th_of_a_hundred_only()
    {
        RouteMeasure measure = New();
        for (int i = 0; i < 90; i++) measure.Served(TimeSpan.FromSeconds(0.5), Now);
        for (int i = 0; i < 10; i++) measure.Served(TimeSpan.FromSeconds(20), Now);
        FirstTokenReading reading = measure.Read(Now).FirstToken!.Value;
        reading.P50.TotalSeconds.ShouldBeInRange(0.38, 0.66);
        reading.P95.TotalSeconds.ShouldBeInRange(15, 27);
        reading.Mean.TotalSeconds.ShouldBe(2.45, 0.001);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(100_000)]
    public void A_time_off_the_scale_counts_as_its_end(double seconds)
    {
        RouteMeasure measure = New();
        measure.Served(TimeSpan.FromSeconds(seconds), Now);
        measure.Read(Now).FirstToken!.Value.P50.TotalSeconds.ShouldBeInRange(0.02, 143);
    }

    [Fact]
    public void A_clock_that_is_set_back_changes_nothing()
    {
        RouteMeasure measure = Measured(served: 4, failed: 0);
        measure.Failed(Now.AddDays(-3));
        measure.Read(Now.AddDays(-3)).Samples.ShouldBe(5);
        measure.Read(Now).Samples.ShouldBe(5);
    }

    [Fact]
    public void Nothing_is_lost_between_threads()
    {
        RouteMeasure measure = new("p/m", static _ => { });
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 1000; i++)
            {
                if (thread % 2 == 0) measure.Served(TimeSpan.FromSeconds(1), Now);
                else measure.Failed(Now);
            }
        });
        measure.Read(Now).Success!.Value.Rate.ShouldBe(0.5);
        measure.Read(Now).Samples.ShouldBe(8000);
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        var measure = new RouteMeasure("p/m", static _ => { });
        Count();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Count();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Count()
        {
            for (int i = 0; i < 1000; i++)
            {
                measure.Served(TimeSpan.FromSeconds(1), Now.AddSeconds(i));
                measure.Failed(Now.AddSeconds(i));
                _ = measure.Read(Now.AddSeconds(i));
            }
        }
    }

    private RouteMeasure New() => new("p/m", _ => _told++);

    private RouteMeasure Measured(int served, int failed)
    {
        RouteMeasure measure = New();
        for (int i = 0; i < served; i++) measure.Served(TimeSpan.FromSeconds(1), Now);
        for (int i = 0; i < failed; i++) measure.Failed(Now);
        return measure;
    }
}
