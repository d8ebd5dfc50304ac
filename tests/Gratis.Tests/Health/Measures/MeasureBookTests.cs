using Gratis.Health.Measures;
using Gratis.Tests.Time;

namespace Gratis.Tests.Health.Measures;

public sealed class MeasureBookTests
{
    private static readonly DateTimeOffset Now = VirtualTime.Start;

    private readonly Store _store = new();

    [Fact]
    public void A_measure_is_one_object_however_its_route_is_spelled()
    {
        var book = new MeasureBook();
        book.Find("p/m").ShouldBeNull();
        book.Route("p/m").ShouldBeSameAs(book.Route("P/M"));
        book.Find("p/M").ShouldBeSameAs(book.Route("p/m"));
    }

    [Fact]
    public void Every_change_is_offered_to_the_store()
    {
        var book = new MeasureBook(_store);
        book.Route("p/m").Served(TimeSpan.FromSeconds(1), Now);
        book.Route("p/n").Failed(Now);
        _store.Told.Select(measure => measure.Route).ShouldBe(["p/m", "p/n"]);
    }

    [Fact]
    public void What_was_kept_goes_on_where_it_was()
    {
        var before = new MeasureBook();
        for (int i = 0; i < 10; i++) before.Route("p/m").Served(TimeSpan.FromSeconds(i), Now.AddMinutes(i));
        before.Route("p/m").Failed(Now.AddHours(1));

        var after = new MeasureBook(_store);
        after.Restore([before.Route("p/m").Draft()!], Now.AddHours(2));
        after.Route("p/m").Read(Now.AddHours(2)).ShouldBe(before.Route("p/m").Read(Now.AddHours(2)));
        _store.Told.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_newer_than_what_was_kept_stays()
    {
        var book = new MeasureBook();
        book.Route("p/m").Failed(Now);
        book.Restore([Kept("p/m", served: 50)], Now);
        book.Route("p/m").Read(Now).Samples.ShouldBe(1);
    }

    [Fact]
    public void What_has_faded_away_is_dropped_in_the_store_too()
    {
        var book = new MeasureBook(_store);
        book.Restore([Kept("p/old", served: 1), Kept("p/much", served: 1e9)], Now.AddDays(20));
        book.Find("p/old").ShouldBeNull();
        book.Find("p/much").ShouldNotBeNull();
        _store.Told.Single().Draft().ShouldBeNull();
    }

    [Fact]
    public void A_measure_of_a_clock_that_was_ahead_is_as_old_as_now()
    {
        var book = new MeasureBook();
        book.Restore([Kept("p/m", served: 8)], Now.AddDays(-100));
        book.Route("p/m").Read(Now.AddDays(-99)).Samples.ShouldBe(4, 1e-9);
    }

    [Fact]
    public void Only_what_is_neither_known_nor_remembered_is_dropped()
    {
        var book = new MeasureBook();
        book.Route("p/known").Failed(Now);
        book.Route("p/fresh").Failed(Now.AddDays(20));
        book.Route("p/gone").Failed(Now);
        book.Retain(static route => route == "p/known", Now.AddDays(20));
        book.Find("p/known").ShouldNotBeNull();
        book.Find("p/fresh").ShouldNotBeNull();
        book.Find("p/gone").ShouldBeNull();
    }

    [Fact]
    public void Beyond_its_capacity_a_measure_works_but_is_not_kept()
    {
        var book = new MeasureBook(_store);
        for (int i = 0; i < MeasureBook.Capacity; i++) book.Route("p/" + i);
        RouteMeasure late = book.Route("p/late");
        late.Failed(Now);
        late.Read(Now).Samples.ShouldBe(1);
        book.Find("p/late").ShouldBeNull();
        _store.Told.ShouldBeEmpty();

        book.Retain(static route => route != "p/7", Now);
        book.Route("p/late").ShouldBeSameAs(book.Find("p/late"));
    }

    private static MeasureRecord Kept(string route, double served) => new(route, Now, served, 0, 0, [.. new float[FirstTokens.Buckets]]);

    private sealed class Store : IMeasureStore
    {
        public List<RouteMeasure> Told { get; } = [];

        public ValueTask<IReadOnlyList<MeasureRecord>> Load(CancellationToken cancellation) => new([]);

        public void Changed(RouteMeasure measure) => Told.Add(measure);
    }
}
