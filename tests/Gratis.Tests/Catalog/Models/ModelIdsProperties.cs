using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Models;

namespace Gratis.Tests.Catalog.Models;

public class ModelIdsProperties
{
    private static readonly string[] Parts =
    [
        "llama", "Llama3", "qwen", "Qwen2.5", "gpt", "claude", "deepseek", "kimi", "mistral", "meta", "z", "ai", "us", "70b", "1.7B", "a12b", "8x22b",
        "39a5b", "e4b", "1t", "99999t", "0b", "270m", "17b", "16e", "instruct", "it", "chat", "preview", "free", "cloud", "latest", "fp8", "fast", "turbo",
        "q4_K_M", "q8_0", "v1", "v3p3", "v0.2", "2507", "0528", "250528", "20250514", "2024", "08", "06", "001", "thinking", "non", "reasoning", "r1", "mini",
        "3", "5", "2.5", "high", "x", "ſ", "İ", "é", "π",
    ];

    private static readonly string[] Separators = ["-", "-", "-", ".", "_", " ", "/", ":", "@", "--", "", "p"];

    private static Arbitrary<string> Ids => (
        from parts in Gen.NonEmptyListOf(Gen.Elements(Parts))
        from separators in Gen.ArrayOf(Gen.Elements(Separators), parts.Count)
        select string.Concat(parts.Zip(separators, static (part, separator) => part + separator))).ToArbitrary();

    [Fact]
    public void Any_string_has_an_identity_whose_family_is_its_own() => Check(ArbMap.Default.ArbFor<string>(), static id =>
    {
        var family = ModelIds.Identify(id ?? "").Family;
        return ModelIds.Identify(family).Family == family;
    });

    [Fact]
    public void A_family_made_of_familiar_words_is_its_own() => Check(Ids, static id =>
    {
        var family = ModelIds.Identify(id).Family;
        return ModelIds.Identify(family).Family == family;
    });

    [Fact]
    public void Case_and_vendor_do_not_matter() => Check(Ids, static id =>
    {
        var identity = ModelIds.Identify(id);
        return ModelIds.Identify(id.ToUpperInvariant()).Family == identity.Family
            && ModelIds.Identify("acme/models/" + id).Family == identity.Family;
    });

    [Fact]
    public void Sizes_are_positive_and_bounded_and_no_part_is_larger_than_the_whole() => Check(Ids, static id =>
    {
        var (total, active) = ModelIds.Identify(id).Size;
        return total is null or (> 0 and <= 10_000) && active is null or (> 0 and <= 10_000) && !(active > total);
    });

    [Fact]
    public void Quality_is_known_or_guessed_for_any_name_and_stays_in_bounds()
    {
        var benchmarks = Benchmarks.Load();
        Check(Ids, id => QualityEstimate.Of(ModelIds.Identify(id), benchmarks, null) is { Points: >= 0 and <= 100, Why.Length: > 0 });
    }

    private static void Check(Arbitrary<string> ids, Func<string, bool> rule) =>
        Prop.ForAll(ids, rule).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(2000));
}
