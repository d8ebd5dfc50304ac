using Gratis.Gateway.Pool;
using Gratis.Gateway.Pool.Scores;
using Gratis.Hosting.Catalogue.Shipped;

namespace Gratis.Gateway.Tests.Pool;

public sealed class PoolMakerTests
{
    private static readonly (ModelSketch Model, bool IsIn)[] Wishes =
    [
        (new("a/m:free"), true),
        (new("a/m"), true),
        (new("a/m:free") { Tools = false }, false),
        (new("a/m:free") { Context = 16_384 }, true),
        (new("a/m:free") { Context = 16_383 }, false),
        (new("a/m:free") { Context = null }, false),
        (new("a/m:free") { Prompt = "0.0000001" }, false),
        (new("a/m:free") { Completion = "0.0000001" }, false),
        (new("a/m:free") { Prompt = null, Completion = null }, false),
        (new("a/m:free") { Completion = null }, false),
        (new("a/m") { Prompt = "-1", Completion = "-1" }, false),
        (new("a/m:free") { Modality = "text+image->text" }, true),
        (new("a/m:free") { Modality = "text->text+image" }, false),
        (new("a/m:free") { Modality = "text+image->text+audio" }, false),
        (new("a/m:free") { Modality = "image->text" }, false),
        (new("a/m:free") { Expires = "2026-11-21" }, false),
        (new("a/m:free") { Expires = "2026-11-22" }, true),
        (new("a/m:free") { IsHidden = true }, false),
        (new("a/vetoed:free"), false),
        (new("b/anything-at-all:free"), false),
    ];

    [Fact]
    public void Only_who_is_free_calls_tools_has_room_and_stays_gets_a_place()
    {
        foreach (var (model, isIn) in Wishes)
            Make([model, new("z/other:free")], blocked: ["a/vetoed", "b/*"]).Members.Any(member => member.Model == model.Id).ShouldBe(isIn, model.ToString());
    }

    [Theory]
    [InlineData(nameof(PoolProfile.Ours), "acme/swift-coder-480b:free acme/agent-120b:free acme/talker-70b-instruct:free")]
    [InlineData(nameof(PoolProfile.Script), "acme/swift-coder-480b:free acme/agent-120b:free acme/talker-70b-instruct:free")]
    [InlineData(nameof(PoolProfile.Document), "acme/swift-coder-480b:free acme/agent-120b:free acme/plain-31b:free")]
    public void Points_give_the_places_and_equals_stand_by_name(string profile, string expected) =>
        string.Join(' ', Make(ListSketch.Dozen, Enum.Parse<PoolProfile>(profile)).Members.Take(3).Select(member => member.Model)).ShouldBe(expected);

    [Fact]
    public void The_weights_fall_from_six_to_one()
    {
        Make(ListSketch.Dozen, size: 12).Members.Select(member => member.Weight).ShouldBe([6, 6, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1]);
        Make(ListSketch.Dozen, size: 3).Members.Select(member => member.Weight).ShouldBe([6, 6, 3]);
    }

    [Fact]
    public void An_incumbent_stays_until_somebody_leads_by_ten_points()
    {
        ModelSketch[] models = [new("a/strong-70b:free"), new("a/weak-70b:free") { Context = 65_536 }];

        Make(models, PoolProfile.Script, size: 1, before: "a/weak-70b:free").Members.Single().Model.ShouldBe("a/strong-70b:free");
        Make([models[0], models[1] with { Context = 66_000 }], PoolProfile.Script, size: 1, before: "a/weak-70b").Members.Single().Model.ShouldBe("a/weak-70b:free");
    }

    [Fact]
    public void Whoever_left_is_told_with_the_reason()
    {
        ModelSketch[] models =
        [
            new("a/new-coder-70b:free"), new("a/beaten-70b:free") { Context = 16_384 }, new("a/paid-70b") { Prompt = "0.000001" },
            new("a/mute-70b:free") { Tools = false }, new("a/vetoed-70b:free"), new("a/leaving-70b:free") { Expires = "2026-11-19" },
        ];

        var pool = Make(models, PoolProfile.Script, size: 1, blocked: ["vetoed-70b"], before: "a/beaten-70b:free a/paid-70b:free a/mute-70b:free a/vetoed-70b:free a/leaving-70b:free a/gone:free");

        pool.Removed.Select(gone => (gone.Model, gone.Why)).ShouldBe(
        [
            ("a/beaten-70b:free", "beaten: it has 140 points, the last of the pool 190"),
            ("a/paid-70b:free", "its prices are not proven zero"),
            ("a/mute-70b:free", "it is not known to call tools with 16,384 tokens of context or more"),
            ("a/vetoed-70b:free", "blocked"),
            ("a/leaving-70b:free", "taken away on 2026-11-19"),
            ("a/gone:free", "no longer listed"),
        ]);
        pool.Added.Select(member => member.Model).ShouldBe(["a/new-coder-70b:free"]);
    }

    [Fact]
    public void Of_two_spellings_of_one_model_the_one_that_says_free_has_the_place()
    {
        var pool = Make([new("a/m-70b"), new("a/m-70b:free"), new("a/n-70b")], before: "a/m-70b");

        pool.Members.Select(member => member.Model).ShouldBe(["a/m-70b:free", "a/n-70b"], ignoreOrder: true);
        pool.Added.Select(member => member.Model).ShouldBe(["a/n-70b"]);
    }

    [Fact]
    public void Whatever_the_list_the_same_models_make_the_same_pool_and_seven_of_ten_stay_unless_they_are_beaten_or_gone()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (yesterday, today) = (Any(random), Any(random));
            var before = Make(yesterday).Members.Select(member => member.Model).ToArray();
            ModelSketch[] shuffled = [.. today];
            random.Shuffle(shuffled);

            var pool = Make(today, before: string.Join(' ', before));
            var ids = pool.Members.Select(member => member.Model).ToArray();

            Make(shuffled, before: string.Join(' ', before)).Members.Select(member => (member.Model, member.Weight, member.Score.Total))
                .ShouldBe(pool.Members.Select(member => (member.Model, member.Weight, member.Score.Total)));
            Make(today, before: string.Join(' ', ids)).Members.Select(member => member.Model).ShouldBe(ids);
            ids.ShouldBeUnique();
            pool.Members.Length.ShouldBe(Math.Min(10, pool.Eligible));

            var newcomers = pool.Added.Select(member => member.Score.Total).DefaultIfEmpty(double.NegativeInfinity).Max();
            var all = Make(today, size: 100).Members.ToDictionary(member => member.Model, member => member.Score.Total);
            foreach (var left in before.Except(ids).Where(all.ContainsKey))
                newcomers.ShouldBeGreaterThanOrEqualTo(all[left] + PrimaryPool.Margin, $"seed {seed}: {left}");
            if (before.All(all.ContainsKey) && all.Values.Max() - all.Values.Min() < PrimaryPool.Margin)
                ids.Intersect(before).Count().ShouldBeGreaterThanOrEqualTo((int)(0.7 * before.Length));
        }
    }

    private static List<ModelSketch> Any(Random random)
    {
        string[] words = ["", "-coder", "-agent", "-instruct", "-preview", "-mini"];
        return
        [
            .. Enumerable.Range(0, 8 + random.Next(24)).Select(i => new ModelSketch($"v{i % 5}/m{i}{words[random.Next(words.Length)]}-{3 + random.Next(200)}b:free")
            {
                Context = 16_384 << random.Next(6),
                Tools = random.Next(6) > 0,
                Completion = random.Next(6) > 0 ? "0" : "0.000001",
            }),
        ];
    }

    private static MadePool Make(
        IEnumerable<ModelSketch> models, PoolProfile profile = PoolProfile.Ours, int size = 10, string[]? blocked = null, string before = "") =>
        PoolMaker.Make(
            ListSketch.Routes(models), new PoolRecipe(profile, size, new PrimaryBlocklist(blocked ?? [])), before.Split(' ', StringSplitOptions.RemoveEmptyEntries), ListSketch.Today);
}
