using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Tests.Quotas.Windows;

/// <summary>Against days found by walking through the years a quarter of an hour at a time.</summary>
public sealed class CalendarBoundsProperties
{
    private const int Years = 3;
    private static readonly DateTime First = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly long Quarter = TimeSpan.FromMinutes(15).Ticks;

    public static TheoryData<string> Names =>
        ["UTC", "America/Los_Angeles", "Europe/Berlin", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "Asia/Kathmandu", "America/Havana", "Australia/Lord_Howe"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Days_weeks_and_months_begin_when_their_zone_says(string name)
    {
        var zone = Zones.Find(name);
        zone.Id.ShouldBe(name);
        var days = DaysOf(zone);

        Prop.ForAll(Gen.Choose(40, (Years * 365) - 70).ToArbitrary(), Gen.Choose(0, 95).ToArbitrary(), (day, quarter) =>
        {
            foreach (var now in (long[])[First.AddDays(day).Ticks + (quarter * Quarter), days[day].Start, days[day].Start - 1])
            {
                var index = days.FindLastIndex(d => d.Start <= now);
                if (!Holds(now, PeriodUnit.Day, index, index + 1)
                    || !Holds(now, PeriodUnit.Week, Back(index, d => d.DayOfWeek == DayOfWeek.Monday), Forth(index, d => d.DayOfWeek == DayOfWeek.Monday))
                    || !Holds(now, PeriodUnit.Month, Back(index, d => d.Day == 1), Forth(index, d => d.Day == 1)))
                    return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(400));

        bool Holds(long now, PeriodUnit unit, int from, int to) =>
            CalendarBounds.Around(now, new QuotaPeriod(unit), zone) == new CalendarBounds(days[from].Start, days[to].Start);

        int Back(int index, Predicate<DateTime> begins) => days.FindLastIndex(index, d => begins(d.Date));

        int Forth(int index, Predicate<DateTime> begins) => days.FindIndex(index + 1, d => begins(d.Date));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Windows_of_every_length_follow_each_other_without_a_gap(string name)
    {
        var zone = Zones.Find(name);
        var periods =
            from unit in Gen.Elements(PeriodUnit.Second, PeriodUnit.Minute, PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.Week, PeriodUnit.Month)
            from count in Gen.Choose(1, 7)
            select new QuotaPeriod(unit, count);
        Prop.ForAll(Gen.Choose(0, Years * 365 * 96).ToArbitrary(), periods.ToArbitrary(), (quarter, period) =>
        {
            var now = First.Ticks + (quarter * Quarter);
            var window = CalendarBounds.Around(now, period, zone);
            return window.Start <= now && now < window.End
                && CalendarBounds.Around(window.Start, period, zone) == window
                && CalendarBounds.Around(window.End - 1, period, zone) == window
                && CalendarBounds.Around(window.End, period, zone).Start == window.End;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(400));
    }

    [Fact]
    public void An_hour_begins_at_the_full_hour_of_its_zone() =>
        CalendarBounds.Around(First.AddMinutes(20).Ticks, new QuotaPeriod(PeriodUnit.Hour), Zones.Find("Asia/Kathmandu"))
            .ShouldBe(new CalendarBounds(First.AddMinutes(15).Ticks, First.AddMinutes(75).Ticks));

    [Fact]
    public void A_lifetime_has_no_end() =>
        CalendarBounds.Around(First.Ticks, new QuotaPeriod(PeriodUnit.Lifetime), TimeZoneInfo.Utc).End.ShouldBe(UsageWindow.Never);

    /// <summary>A day begins with its midnight, the second one where there are two; where there is none, with its first instant.</summary>
    private static List<(long Start, DateTime Date)> DaysOf(TimeZoneInfo zone)
    {
        var days = new List<(long Start, DateTime Date)>();
        for (var at = First; at < First.AddYears(Years); at = at.AddTicks(Quarter))
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(at, zone);
            if (days.Count == 0 || local.Date > days[^1].Date)
                days.Add((at.Ticks, local.Date));
            else if (local == days[^1].Date)
                days[^1] = (at.Ticks, local.Date);
        }

        return days;
    }
}
