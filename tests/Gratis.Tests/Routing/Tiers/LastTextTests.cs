using System.Text;
using System.Text.Json;
using Gratis.Routing.Tiers;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Routing.Tiers;

public sealed class LastTextTests
{
    [Theory]
    [InlineData("""[{"role":"user","content":"one"}]""", "one")]
    [InlineData("""[{"role":"user","content":"one"},{"role":"assistant","content":"two"},{"role":"user","content":"three"}]""", "three")]
    [InlineData("""[{"role":"user","content":"one"},{"role":"assistant","content":"two"}]""", "one")]
    [InlineData("""[{"content":"one","role":"user"},{"role":"system","content":"two"}]""", "one")]
    [InlineData("""[{"role":"system","content":"you"}]""", "")]
    [InlineData("""[{"role":"user","content":""}]""", "")]
    [InlineData("""[{"role":"user","content":"a \"quoted\"\nline \u4f60\u597d \ud83d\ude00"}]""", "a \"quoted\"\nline 你好 😀")]
    [InlineData("""[{"ro\u006ce":"us\u0065r","c\u006fntent":"x"}]""", "x")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"look"},{"type":"image_url","image_url":{"url":"data:text","text":"no"}},"and",{"type":"text","t\u0065xt":"s\u0061y"}]}]""", "look\nand\nsay")]
    [InlineData("""[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://x"}}]}]""", "")]
    [InlineData("""[{"role":"user","name":"content","content":[]}]""", "")]
    public void The_user_s_last_text_is_read_from_a_string_or_from_parts(string messages, string expected) => Read(messages).ShouldBe(expected);

    [Fact]
    public void A_text_of_two_windows_is_read_whole_and_of_a_longer_one_the_beginning_and_the_end()
    {
        var whole = new string('a', LastText.Window) + new string('z', LastText.Window);
        Read(Message(whole)).ShouldBe(whole);

        var read = Read(Message(new string('a', LastText.Window) + "middle" + new string('z', LastText.Window)));
        read.ShouldBe(new string('a', LastText.Window) + "\n" + new string('z', LastText.Window));
    }

    [Theory]
    [InlineData("\\u4f60", "你")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("\\\\", "\\")]
    [InlineData("\\\\u4f60", "\\u4f60")]
    [InlineData("\\n", "\n")]
    [InlineData("😀", "😀")]
    [InlineData("é", "é")]
    public void A_long_text_is_never_cut_inside_a_character(string written, string character)
    {
        // Every way in which the window's edge can fall.
        for (var shift = 0; shift < 13; shift++)
        {
            var filler = new string('x', shift);
            var many = LastText.Window * 3 / written.Length;
            var read = Read(Message(filler + string.Concat(Enumerable.Repeat(written, many)) + filler, isEscaped: true));

            var halves = read.Split("\n" + (character == "\n" ? "\n" : ""), 2);
            read.ShouldNotContain("\uFFFD");
            read.Length.ShouldBeLessThanOrEqualTo((2 * LastText.Window) + 12);
            read.ShouldStartWith(filler + character);
            read.ShouldEndWith(character + filler);
            if (character.Length <= 2 && character != "\n")
            {
                halves.Length.ShouldBe(2);
                halves[0][shift..].Replace(character, "", StringComparison.Ordinal).ShouldBeEmpty();
                halves[1][..^(shift == 0 ? 0 : shift)].Replace(character, "", StringComparison.Ordinal).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void Of_many_parts_the_first_and_the_last_are_read()
    {
        var parts = Enumerable.Range(0, 2000).Select(i => $$"""{"type":"text","text":"part number {{i:0000}}"}""");
        var read = Read($$"""[{"role":"user","content":[{{string.Join(',', parts)}}]}]""");

        read.ShouldStartWith("part number 0000\npart number 0001\n");
        read.ShouldEndWith("\npart number 1998\npart number 1999");
        read.ShouldNotContain("number 1000");
        Encoding.UTF8.GetByteCount(read).ShouldBeInRange(2 * LastText.Window, (2 * LastText.Window) + 2002);
    }

    [Theory]
    [InlineData("x", 4000, 4000)]
    [InlineData("x", 4001, 4001)]
    [InlineData("你", 4000, 4000)]
    [InlineData("你", 4001, 4001)]
    [InlineData("😀", 4000, 4000)]
    [InlineData("\\ud83d\\ude00", 4001, 4001)]
    [InlineData("\\n", 4001, 4001)]
    public void Characters_are_counted_exactly_where_their_bytes_leave_it_open(string written, int times, int expected)
    {
        var half = string.Concat(Enumerable.Repeat(written, times / 2));
        var rest = string.Concat(Enumerable.Repeat(written, times - (times / 2)));
        var body = Utf8($$$"""{"messages":[{"role":"system","content":"{{{half}}}"},{"role":"user","name":"text","content":[{"type":"text","text":"{{{rest}}}"},{"type":"image_url","image_url":{"url":"http://x"}}]}]}""");
        TierFacts.Of(body, Facts(body), default, new TierBounds()).Characters.ShouldBe(expected);
    }

    [Theory]
    [InlineData("你", 1300, false)]
    [InlineData("你", 4000, false)]
    [InlineData("你", 4001, true)]
    [InlineData("x", 100_000, true)]
    [InlineData("😀", 50_000, true)]
    public void Elsewhere_they_are_on_the_right_side_of_the_bound(string written, int times, bool isMuch)
    {
        var body = Utf8($$"""{"messages":{{Message(string.Concat(Enumerable.Repeat(written, times)))}}}""");
        (TierFacts.Of(body, Facts(body), default, new TierBounds()).Characters > 4000).ShouldBe(isMuch);
    }

    private static string Message(string text, bool isEscaped = false) =>
        $$"""[{"role":"user","content":{{(isEscaped ? "\"" + text + "\"" : JsonSerializer.Serialize(text))}}}]""";

    private static string Read(string messages)
    {
        var body = Utf8("\uFEFF" + $$"""{"model":"auto","messages":{{messages}},"user":"u"}""");
        using var text = new LastText(body, Facts(body));
        return text.Text.ToString();
    }
}
