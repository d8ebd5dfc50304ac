using FsCheck;
using FsCheck.Fluent;
using Gratis.Simulator.Limits;

namespace Gratis.Tests.Simulator;

public sealed class CalendarWindowTests
{
    [Theory]
    [InlineData("2026-03-08T20:00:00Z", "2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z", 23)]
    [InlineData("2026-11-01T20:00:00Z", "2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z", 25)]
    [InlineData("2026-07-04T06:59:59Z", "2026-07-03T07:00:00Z", "2026-07-04T07:00:00Z", 24)]
    public void A_pacific_day_is_as_long_as_summer_time_makes_it(string now, string start, string end, int hours)
    {
        var window = CalendarWindow.Around(At(now), WindowUnit.Day, Zone("America/Los_Angeles"));

        window.Start.ShouldBe(At(start));
        window.End.ShouldBe(At(end));
        (window.End - window.Start).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Fact]
    public void A_day_whose_midnight_does_not_exist_begins_where_the_gap_ends()
    {
        // Havana springs forward from 00:00 to 01:00 on 8 March 2026.
        var window = CalendarWindow.Around(At("2026-03-08T12:00:00Z"), WindowUnit.Day, Zone("America/Havana"));

        window.Start.ShouldBe(At("2026-03-08T05:00:00Z"));
        window.End.ShouldBe(At("2026-03-09T04:00:00Z"));
    }

    [Fact]
    public void A_midnight_that_happens_twice_begins_the_day_the_first_time()
    {
        // Havana falls back from 01:00 to 00:00 on 1 November 2026.
        var window = CalendarWindow.Around(At("2026-11-01T12:00:00Z"), WindowUnit.Day, Zone("America/Havana"));

        window.Start.ShouldBe(At("2026-11-01T04:00:00Z"));
        (window.End - window.Start).ShouldBe(TimeSpan.FromHours(25));
    }

    [Fact]
    public void A_month_ends_with_its_local_last_day()
    {
        var window = CalendarWindow.Around(At("2026-02-28T17:00:00Z"), WindowUnit.Month, Zone("Asia/Shanghai"));

        window.Start.ShouldBe(At("2026-02-28T16:00:00Z"));
        window.End.ShouldBe(At("2026-03-31T16:00:00Z"));
    }

    [Fact]
    public void An_hour_of_a_zone_with_half_an_hour_begins_at_its_own_full_hour()
    {
        var window = CalendarWindow.Around(At("2026-01-01T10:45:00Z"), WindowUnit.Hour, Zone("Asia/Kolkata"));

        window.Start.ShouldBe(At("2026-01-01T10:30:00Z"));
        window.End.ShouldBe(At("2026-01-01T11:30:00Z"));
    }

    [Fact]
    public void Windows_contain_their_instant_and_follow_each_other_without_a_gap() => Prop.ForAll(
        Gen.Choose(0, 4 * 365 * 24 * 60).ToArbitrary(),
        Gen.Elements("UTC", "America/Los_Angeles", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata").ToArbitrary(),
        Gen.Elements(WindowUnit.Minute, WindowUnit.Day, WindowUnit.Month).ToArbitrary(),
        (minute, zone, unit) =>
        {
            var now = At("2025-01-01T00:00:00Z").AddMinutes(minute);
            var window = CalendarWindow.Around(now, unit, Zone(zone));
            var next = CalendarWindow.Around(window.End, unit, Zone(zone));
            return window.Start <= now && now < window.End && next.Start == window.End;
        }).QuickCheckThrowOnFailure();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
