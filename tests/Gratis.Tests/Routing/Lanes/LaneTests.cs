using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Routing.Lanes;

namespace Gratis.Tests.Routing.Lanes;

public sealed class LaneTests
{
    // Best first: what the ranking would have made of them.
    private static readonly string[] World =
    [
        "groq/gpt-oss-120b free large tools", "openrouter/qwen3-coder-480b:free free large tools", "groq/llama-3.3-70b free standard tools",
        "gemini/gemini-flash free standard tools vision", "home/qwen3-30b local standard tools", "openrouter/deepseek-r1:free free reasoning",
        "home/llama3.2-3b local lite", "zhipu/glm-4v-flash free lite vision", "openrouter/gpt-5-mini paid large tools 0.25", "deepseek/deepseek-chat paid large tools 0.10",
        "unpriced/mystery paid large",
    ];

    [Theory]
    [InlineData("auto", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b openrouter/deepseek-r1:free home/llama3.2-3b zhipu/glm-4v-flash")]
    [InlineData("", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b openrouter/deepseek-r1:free home/llama3.2-3b zhipu/glm-4v-flash")]
    [InlineData("free", "groq/gpt-oss-120b groq/llama-3.3-70b zhipu/glm-4v-flash openrouter/deepseek-r1:free openrouter/qwen3-coder-480b:free gemini/gemini-flash")]
    [InlineData("groq/free", "groq/gpt-oss-120b groq/llama-3.3-70b")]
    [InlineData("openrouter/free", "openrouter/qwen3-coder-480b:free openrouter/deepseek-r1:free")]
    [InlineData("home/free", "")]
    [InlineData("deepseek/free", "")]
    [InlineData("lite/free", "zhipu/glm-4v-flash")]
    [InlineData("exploratory/free", "zhipu/glm-4v-flash")]
    [InlineData("standard/free", "groq/llama-3.3-70b gemini/gemini-flash")]
    [InlineData("large/free", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free")]
    [InlineData("reasoning/free", "openrouter/deepseek-r1:free")]
    [InlineData("deep/free", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free openrouter/deepseek-r1:free")]
    [InlineData("tools/free", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash")]
    [InlineData("vision/free", "gemini/gemini-flash zhipu/glm-4v-flash")]
    [InlineData("llmproxy/local", "home/qwen3-30b home/llama3.2-3b")]
    [InlineData("llmproxy/lite/local", "home/llama3.2-3b")]
    [InlineData("llmproxy/standard", "groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b")]
    [InlineData("llmproxy/deep", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free openrouter/deepseek-r1:free")]
    [InlineData("llmproxy/tools", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b")]
    [InlineData("llmproxy/groq", "groq/gpt-oss-120b groq/llama-3.3-70b")]
    public void A_name_stands_for_its_lane(string name, string expected) => Behind(Table(), name).ShouldBe(expected);

    [Theory]
    [InlineData("llmproxy/free", "free")]
    [InlineData("LLMPROXY/FREE", "free")]
    [InlineData("llmproxy/groq/free", "groq/free")]
    [InlineData("llmproxy/groq__free", "groq/free")]
    [InlineData("llmproxy/deep__free", "deep/free")]
    [InlineData("llmproxy/deep/free", "deep/free")]
    [InlineData("llmproxy__deep/free", "deep/free")]
    [InlineData("llmproxy__deep__free", "deep/free")]
    [InlineData("llmproxy/tools__free", "tools/free")]
    [InlineData("llmproxy/auto", "auto")]
    public void Every_spelling_means_the_same(string spelling, string name) => Behind(Table(), spelling).ShouldBe(Behind(Table(), name));

    [Theory]
    [InlineData("auto:lite", "home/llama3.2-3b zhipu/glm-4v-flash groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b groq/gpt-oss-120b openrouter/qwen3-coder-480b:free openrouter/deepseek-r1:free")]
    [InlineData("auto:large", "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b home/llama3.2-3b zhipu/glm-4v-flash openrouter/deepseek-r1:free")]
    [InlineData("auto:reasoning", "openrouter/deepseek-r1:free groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash home/qwen3-30b home/llama3.2-3b zhipu/glm-4v-flash")]
    public void A_tier_gives_way_to_the_next(string name, string expected)
    {
        var plan = Planner.Create(Table().Resolve(name)!, new RequestNeeds(Gratis.Wire.Operation.Chat, Capability.None), default, DateTimeOffset.UnixEpoch);
        string.Join(' ', plan.Candidates.Select(candidate => candidate.Route.Id)).ShouldBe(expected);
    }

    [Fact]
    public void Load_balancing_is_free_then_local_and_nothing_else_while_spill_is_off()
    {
        var lanes = Lanes(Table(), "llmproxy/loadbalanced");
        lanes.ShouldBe([
            "groq/gpt-oss-120b openrouter/qwen3-coder-480b:free groq/llama-3.3-70b gemini/gemini-flash openrouter/deepseek-r1:free zhipu/glm-4v-flash",
            "home/qwen3-30b home/llama3.2-3b", ""]);
    }

    [Fact]
    public void With_spill_the_owner_s_targets_come_last_in_their_order()
    {
        var table = Table(spill: ["deepseek/deepseek-chat", "openrouter/gpt-5-mini", "groq/gpt-oss-120b", "unpriced/mystery", "nobody/x"]);

        Lanes(table, "llmproxy/loadbalanced")[2].ShouldBe("deepseek/deepseek-chat openrouter/gpt-5-mini");
        table.Resolve("llmproxy/loadbalanced")!.Fallback[1].Spends.ShouldBeTrue();
    }

    [Fact]
    public void Without_targets_the_cheapest_comes_first_and_what_nobody_can_price_never() =>
        Lanes(Table(spill: []), "llmproxy/loadbalanced")[2].ShouldBe("deepseek/deepseek-chat openrouter/gpt-5-mini");

    [Fact]
    public void Favourites_lead_in_free_lanes_and_not_in_auto()
    {
        var table = Table(favorites: ["gemini-flash", "openrouter/deepseek-r1"]);

        Behind(table, "free").ShouldStartWith("gemini/gemini-flash openrouter/deepseek-r1:free groq/gpt-oss-120b");
        Behind(table, "openrouter/free").ShouldStartWith("openrouter/deepseek-r1:free");
        Behind(table, "standard/free").ShouldStartWith("gemini/gemini-flash");
        Lanes(table, "llmproxy/loadbalanced")[0].ShouldStartWith("gemini/gemini-flash openrouter/deepseek-r1:free");
        Behind(table, "auto").ShouldStartWith("groq/gpt-oss-120b");
        Behind(table, "llmproxy/local").ShouldStartWith("home/qwen3-30b");
    }

    [Fact]
    public void Nothing_is_listed_that_nothing_backs()
    {
        var listed = Table().VirtualModels.Select(model => model.Name).ToArray();

        listed.ShouldContain("llmproxy/loadbalanced");
        listed.ShouldContain("openrouter/free");
        listed.ShouldNotContain("home/free");
        listed.ShouldNotContain("deepseek/free");
        listed.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(listed.Length);
    }

    [Fact]
    public void No_lane_but_load_balancing_ever_widens()
    {
        Prop.ForAll(Gen.SubListOf(World).ToArbitrary(), world =>
        {
            var table = Table(spill: [], world: [.. world]);
            return table.AllVirtual.All(target => target.Name.StartsWith("llmproxy/loadbalanced", StringComparison.Ordinal) || Holds(target));
        }).QuickCheckThrowOnFailure();

        static bool Holds(ModelTarget target) => target.Fallback.Count == 0 && target.Slots.All(slot =>
            target.Name.EndsWith("free", StringComparison.Ordinal) ? slot.Route.IsFree
            : target.Name.EndsWith("local", StringComparison.Ordinal) ? slot.Route.Provider.IsLocal
            : slot.Route.IsFree || slot.Route.Provider.IsLocal);
    }

    private static string Behind(RoutingTable table, string name) => string.Join(' ', table.Resolve(name)!.Slots.Select(slot => slot.Route.Id));

    private static string[] Lanes(RoutingTable table, string name) =>
        [.. table.Resolve(name)!.Fallback.Prepend(table.Resolve(name)!).Select(lane => string.Join(' ', lane.Slots.Select(slot => slot.Route.Id)))];

    private static RoutingTable Table(string[]? spill = null, string[]? favorites = null, string[]? world = null)
    {
        var providers = new Dictionary<string, Provider>();
        Route[] routes = [.. (world ?? World).Select(line => RouteOf(line.Split(' '), providers))];
        var catalog = new CatalogSnapshot([.. providers.Values], routes, []) { SpillTargets = spill, Favorites = favorites ?? [] };
        return new RoutingTable(catalog, new RouteBooks(new HealthBook(new Random(1)), new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), new MeasureBook()));
    }

    private static Route RouteOf(string[] words, Dictionary<string, Provider> providers)
    {
        var slash = words[0].IndexOf('/', StringComparison.Ordinal);
        var id = words[0][..slash];
        var url = new Uri($"http://{id}.test/v1/chat/completions");
        if (!providers.TryGetValue(id, out var provider))
            providers.Add(id, provider = new Provider { Id = id, BaseUrl = url, ChatUrl = url, IsLocal = words[1] == "local", Accounts = [new Account(id + "#1", "k")] });
        var can = words.Contains("tools") ? Capability.Tools : Capability.None;
        can |= words.Contains("vision") ? Capability.Vision : Capability.None;
        var evidence = Evidence.OfOwner("a test");
        return new Route(provider, words[0][(slash + 1)..])
        {
            Kind = ModelKind.Chat,
            IsFree = words[1] == "free",
            Capabilities = new CapabilitySet(can, Capability.None),
            Price = decimal.TryParse(words[^1], System.Globalization.CultureInfo.InvariantCulture, out var price) ? new Price(price, price) : null,
            Dossier = new RouteDossier
            {
                DisplayName = words[0],
                Model = new ModelIdentity(words[0], ModelSize.Unknown, false, null),
                Tier = Enum.Parse<ModelTier>(words[2], ignoreCase: true),
                Quality = new ModelQuality(10, "a test", false),
                Free = new FreeVerdict(words[1] == "free", FreeLayer.Owner, evidence),
                Score = RouteScore.Of(),
                FileWord = "",
                Claims = () => [],
            },
        };
    }
}
