using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class EscapedTextTests
{
    private static readonly string[] Written =
        ["a", "é", "你", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u4f60", "\\ud83d\\ude00", "u0041", "n"];

    [Fact]
    public void Characters_are_counted_as_they_will_be_read() => Prop.ForAll(Properties.Seeds, seed =>
    {
        string raw = Random(seed);
        EscapedText.Runes(Utf8(raw)).ShouldBe(Decode(raw).EnumerateRunes().Count());
    }).Check(Properties.Config);

    [Fact]
    public void A_cut_falls_between_two_characters_and_no_further_on_than_it_must() => Prop.ForAll(Properties.Seeds, seed =>
    {
        byte[] raw = Utf8(Random(seed));
        string whole = Decode(System.Text.Encoding.UTF8.GetString(raw));
        for (int at = 0; at <= raw.Length; at++)
        {
            int cut = EscapedText.Cut(raw, at);
            cut.ShouldBeInRange(at, Math.Min(raw.Length, at + EscapedText.LongestCharacter - 1));
            (Decode(System.Text.Encoding.UTF8.GetString(raw.AsSpan(0, cut))) + Decode(System.Text.Encoding.UTF8.GetString(raw.AsSpan(cut)))).ShouldBe(whole);
            EscapedText.Cut(raw, cut).ShouldBe(cut);
        }
    }).Check(Properties.Config);

    private static string Random(int seed)
    {
        var random = new System.Random(seed);
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Written[random.Next(Written.Length)]));
    }

    private static string Decode(string raw) => JsonSerializer.Deserialize<string>("\"" + raw + "\"")!;
}
