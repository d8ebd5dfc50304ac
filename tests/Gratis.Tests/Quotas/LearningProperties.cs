using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;

namespace Gratis.Tests.Quotas;

/// <summary>Figures that arrive in any order, of a counter that others spend as well, from a provider that may not count what failed.</summary>
public sealed class LearningProperties
{
    private const long Limit = 100_000;

    [Fact]
    public void What_the_upstream_counted_of_these_calls_is_in_the_books_whatever_arrives_when() => Check(foreign: true, failures: true, static (model, used, held) =>
        used + held >= model.Own);

    [Fact]
    public void No_figure_is_answered_with_less() => Check(foreign: true, failures: true, static (model, used, held) => model.JustLearned is not { } counted || used + held >= counted);

    [Fact]
    public void Books_that_were_right_are_left_alone() => Check(foreign: false, failures: false, static (model, used, held) =>
        used <= model.Counted && used + held >= model.Counted);

    [Fact]
    public void Once_all_is_quiet_one_answer_settles_what_is_right() => Check(foreign: true, failures: true, static (_, _, _) => true, static (model, used) =>
        used() == model.Counted);

    private static void Check(bool foreign, bool failures, Func<UpstreamModel, long, long, bool> rule, Func<UpstreamModel, Func<long>, bool>? atTheEnd = null)
    {
        var steps =
            from kind in Gen.Frequency((2, Gen.Constant(0)), (9, Gen.Constant(1)), (foreign ? 1 : 0, Gen.Constant(2)))
            from which in Gen.Choose(0, 1000)
            select (Kind: kind, Which: which);
        var worlds =
            from countsFailures in Gen.Elements(true, false)
            from knowsFailures in Gen.Elements(true, false)
            from learnsFirst in Gen.Elements(true, false)
            select (countsFailures, knowsFailures, learnsFirst);

        Prop.ForAll(worlds.ToArbitrary(), steps.ListOf().ToArbitrary(), (world, history) =>
        {
            var desk = new Desk();
            var set = desk.Set(Desk.Requests(Limit));
            var model = new UpstreamModel(desk, set, Limit, world.countsFailures, world.knowsFailures, world.learnsFirst);
            foreach (var (kind, which) in history)
            {
                if (kind == 0)
                    model.Send(failures && which % 4 == 0);
                else if (kind == 1)
                    model.Advance(which);
                else
                    model.Foreign();

                var pool = desk.Pool(set, "rpd");
                if (!rule(model, pool.Used, pool.Held))
                    return false;
            }

            if (atTheEnd is null)
                return true;
            model.ArriveAll();
            model.Send(fails: false);
            model.ArriveAll();

            // Learned before it was counted it is counted on top: the next answer settles that.
            return world.learnsFirst || atTheEnd(model, () => desk.Pool(set, "rpd").Used);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(200).WithEndSize(150));
    }
}
