using Gratis.Catalog.Models;
using Gratis.Routing;
using Gratis.Routing.Tiers;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Routing.Tiers;

public sealed class TierPolicyTests
{
    private const string Tool = """{"type":"function","function":{"name":"f"}}""";

    private static readonly TierPolicy Policy = new(TierWords.Shipped, new TierBounds());
    private static readonly ModelTarget Auto = new(VirtualNames.Auto, TargetKind.Virtual, []) { IsAuto = true };

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}]}""", "lite (small talk)")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}""", "lite (small talk)")]
    [InlineData("""{"messages":[{"role":"user","content":"prove it"},{"role":"assistant","content":"done"},{"role":"user","content":"thank you"}]}""", "standard (undecided)")]
    [InlineData("""{"messages":[{"role":"system","content":"you write code"},{"role":"user","content":"thank you"}]}""", "lite (small talk)")]
    [InlineData("""{"messages":[{"role":"user","content":"\u8bf7\u8bc1\u660e"}]}""", "reasoning (reasoning words)")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://x/code"}},{"type":"text","text":"which co\u0064e is on the sign?"}]}]}""", "large (work words)")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}],"tools":[""" + Tool + """]}""", "large (tools)")]
    [InlineData("""{"messages":[{"role":"user","content":"prove it"}],"functions":[{"name":"f"}]}""", "large (tools)")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"web_search"}]}""", "lite (small talk)")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"1"}]},{"role":"tool","content":"ok"}]}""", "large (tools)")]
    public void The_body_decides(string body, string expected) => Policy.Look(Auto, Utf8(body), Facts(body))!.Text.ShouldBe(expected);

    [Fact]
    public void What_the_user_wants_stands_at_the_beginning_or_at_the_end_of_a_long_text()
    {
        var filler = string.Concat(Enumerable.Repeat("lorem ipsum ", 50_000));
        Look("Prove this: " + filler).ShouldBe("reasoning (reasoning words)");
        Look(filler + " Solve all of it.").ShouldBe("reasoning (reasoning words)");
        Look(filler + " prove " + filler).ShouldBe("large (much text)");

        static string Look(string text)
        {
            var body = $$"""{"messages":[{"role":"user","content":"{{text}}"}]}""";
            return Policy.Look(Auto, Utf8(body), Facts(body))!.Text;
        }
    }

    [Fact]
    public void Only_auto_and_only_chats_leave_the_tier_to_the_gateway()
    {
        const string Body = """{"messages":[{"role":"user","content":"hi"}]}""";
        Policy.Look(new ModelTarget("free", TargetKind.Virtual, []), Utf8(Body), Facts(Body)).ShouldBeNull();
        Policy.Look(new ModelTarget("a/m", TargetKind.Pinned, []), Utf8(Body), Facts(Body)).ShouldBeNull();
        Policy.Look(new ModelTarget("auto:large", TargetKind.Virtual, []) { Tier = ModelTier.Large }, Utf8(Body), Facts(Body)).ShouldBeNull();

        // A pool of the owner's that took the name has an order of its own.
        Policy.Look(new ModelTarget("auto", TargetKind.Virtual, []), Utf8(Body), Facts(Body)).ShouldBeNull();

        const string Input = """{"input":"prove"}""";
        Policy.Look(Auto, Utf8(Input), Facts(Input, Operation.Embeddings)).ShouldBeNull();
    }

    [Fact]
    public void Looking_allocates_nothing()
    {
        var body = Utf8("""{"messages":[{"role":"user","content":"What is the capital of the country to the north of Sp\u0061in?"}]}""");
        var facts = Facts(body);
        for (var i = 0; i < 100; i++) Policy.Look(Auto, body, facts);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Policy.Look(Auto, body, facts);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
