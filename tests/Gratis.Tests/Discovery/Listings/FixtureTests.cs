using Gratis.Catalog;
using Gratis.Discovery.Listings;

namespace Gratis.Tests.Discovery.Listings;

/// <summary>One list of every shape that is known, read as the file beside it says.</summary>
public sealed class FixtureTests
{
    public static TheoryData<string> Names => [.. ListingCase.Lists];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_list_is_read_as_it_is_meant(string name)
    {
        var reading = ListingReader.Read(ListingCase.Bytes(name));

        reading.Problem.ShouldBeNull();
        reading.IsUsable.ShouldBeTrue();
        reading.IsPartial.ShouldBeFalse();
        var expected = ListingCase.Expected(name);
        reading.Models.Select(model => model.Id).ShouldBe(expected.Select(line => line.Split(" | ")[0]));
        foreach (var (model, line) in reading.Models.Zip(expected))
            ListingCase.Line(model, line).ShouldBe(line);
    }

    [Fact]
    public void There_is_a_list_for_every_shape_that_providers_send() => ListingCase.Lists.Count().ShouldBeGreaterThanOrEqualTo(25);

    [Fact]
    public void Of_hundreds_only_those_are_free_whose_prices_are_both_zero()
    {
        var reading = ListingReader.Read(ListingCase.Bytes("openrouter"));

        reading.Models.Length.ShouldBeGreaterThanOrEqualTo(300);
        var free = reading.Models.Where(model => model.Price is { IsZero: true }).Select(model => model.Id).ToList();
        free.ShouldContain("stealth/owl-alpha");
        free.ShouldContain("openrouter/free");
        free.ShouldContain("traps/zero-empty");
        free.ShouldNotContain("traps/paid:free");
        free.ShouldNotContain("traps/unpriced:free");
        free.ShouldNotContain("traps/too-small-for-a-decimal");
        free.ShouldNotContain("traps/per-request");
        free.ShouldNotContain("openrouter/auto");
    }

    [Fact]
    public void Every_entry_that_is_none_is_left_out_with_a_reason_and_takes_nothing_with_it()
    {
        var reading = ListingReader.Read(ListingCase.Bytes("openrouter"));

        reading.Ignored.Length.ShouldBe(21);
        reading.Ignored[^1].ShouldBe("and 4 more");
        string.Join('\n', reading.Ignored).ShouldSatisfyAllConditions(
            text => text.ShouldContain("it has no id"),
            text => text.ShouldContain("longer than 200 characters"),
            text => text.ShouldContain("a character that ids do not have"),
            text => text.ShouldContain("looks like a path"),
            text => text.ShouldNotContain("<script>"));
        reading.Models.Single(model => model.Id == "stealth/owl-alpha").Price.ShouldBe(new ListedPrice(0, 0));
    }

    [Fact]
    public void Marks_are_found_whatever_their_case()
    {
        var model = ListingReader.Read(ListingCase.Bytes("kilo")).Models[0];

        model.Marks["isfree"].ShouldBe("true");
        model.Kind.ShouldBe(ModelKind.Chat);
    }

    [Fact]
    public void Models_dev_is_read_as_it_is_meant()
    {
        var reading = ModelsDevReader.Read(ListingCase.Bytes("models-dev"));

        reading.Problem.ShouldBeNull();
        reading.IsUsable.ShouldBeTrue();
        reading.Providers.Keys.ShouldBe(["groq", "google", "alibaba"], ignoreOrder: true);
        var expected = ListingCase.Expected("models-dev").Select(line => line.Split(": ", 2)).ToList();
        reading.Providers.Values.Sum(models => models.Count).ShouldBe(expected.Count);
        foreach (var parts in expected)
            ListingCase.Line(reading.Providers[parts[0]][parts[1].Split(" | ")[0]], parts[1]).ShouldBe(parts[1]);
        reading.Ignored.Length.ShouldBe(2);
        reading.Providers["GROQ"].ContainsKey("LLAMA-9.3-70b-Versatile").ShouldBeTrue();
    }
}
