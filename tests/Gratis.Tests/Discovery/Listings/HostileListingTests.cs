using System.Text;
using Gratis.Discovery.Listings;

namespace Gratis.Tests.Discovery.Listings;

/// <summary>What comes is not believed before it is read: nothing throws, nothing grows, nothing is taken from half a list.</summary>
public sealed class HostileListingTests
{
    private static ListingReading Read(string json) => ListingReader.Read(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("<!DOCTYPE html><html><body>{\"data\":[{\"id\":\"a\"}]}</body></html>", "web page")]
    [InlineData("rate limited", "no JSON object or array")]
    [InlineData("\"data\"", "no JSON object or array")]
    [InlineData("null", "no JSON object or array")]
    [InlineData("{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"", "stops in the middle")]
    [InlineData("[{\"id\":\"a\"}", "stops in the middle")]
    [InlineData("{\"data\":[{\"id\":\"a\"}]} {\"data\":[]}", "broken JSON")]
    [InlineData("{\"data\":[{\"id\":\"a\"},]}", "broken JSON")]
    [InlineData("{data:[]}", "broken JSON")]
    [InlineData("{\"data\":[]}", "lists no models")]
    [InlineData("[]", "lists no models")]
    [InlineData("{\"object\":\"list\"}", "no list of models")]
    [InlineData("{\"data\":\"later\"}", "no list of models")]
    [InlineData("{\"data\":{\"data\":{\"data\":{\"data\":[{\"id\":\"a\"}]}}}}", "no list of models")]
    [InlineData("{\"message\":\"Come back tomorrow\"}", "Come back tomorrow")]
    [InlineData("{\"data\":[{\"id\":\"a b\"},{}]}", "no model that can be used")]
    [InlineData("{\"error\":{\"message\":\"No such account\"}}", "No such account")]
    [InlineData("{\"error\":\"nope\",\"data\":[{\"id\":\"a\"}]}", "nope")]
    [InlineData("{\"error\":true}", "without a word why")]
    [InlineData("{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}],\"result\":null}", "Authentication error")]
    [InlineData("{\"success\":false,\"result\":[{\"name\":\"a\"}]}", "an error in place of its list")]
    public void What_is_no_list_says_so_and_gives_nothing(string body, string why)
    {
        var reading = Read(body);

        reading.IsUsable.ShouldBeFalse();
        reading.Models.ShouldBeEmpty();
        reading.Problem.ShouldNotBeNull().ShouldContain(why);
    }

    [Theory]
    [InlineData("{\"error\":null,\"data\":[{\"id\":\"a\"}]}")]
    [InlineData("{\"error\":false,\"success\":true,\"errors\":[],\"result\":[{\"id\":\"a\"}]}")]
    [InlineData("\uFEFF  [{\"id\":\"a\"}]\n")]
    [InlineData("{\"items\":[\"a\"]}")]
    [InlineData("{\"results\":[{\"model\":\"a\"}]}")]
    [InlineData("{\"data\":{\"models\":[{\"slug\":\"a\"}]}}")]
    [InlineData("{\"models\":[{\"name\":\"other\"},{\"name\":\"another\"}],\"data\":[{\"id\":\"a\"}]}")]
    [InlineData("{\"data\":[],\"models\":[{\"id\":\"a\"}]}")]
    [InlineData("{\"data\":[{\"id\":\"a\"}],\"data\":[]}")]
    public void What_is_a_list_is_found(string body)
    {
        var reading = Read(body);

        reading.Problem.ShouldBeNull();
        reading.Models.ShouldHaveSingleItem().Id.ShouldBe("a");
    }

    [Theory]
    [InlineData("{\"models\":[{\"name\":\"a\"}],\"nextPageToken\":\"Ch5\"}", true)]
    [InlineData("{\"models\":[{\"name\":\"a\"}],\"next_page_token\":\"2\"}", true)]
    [InlineData("{\"models\":[{\"name\":\"a\"}],\"nextPageToken\":\"\"}", false)]
    [InlineData("{\"data\":[{\"id\":\"a\"}],\"has_more\":true}", true)]
    [InlineData("{\"data\":[{\"id\":\"a\"}],\"has_more\":false}", false)]
    [InlineData("{\"result\":[{\"name\":\"a\"}],\"result_info\":{\"page\":1,\"per_page\":1,\"total_pages\":2}}", true)]
    [InlineData("{\"result\":[{\"name\":\"a\"}],\"result_info\":{\"total_pages\":2,\"page\":2}}", false)]
    public void A_page_of_a_longer_list_is_known_as_one(string body, bool isPartial) => Read(body).IsPartial.ShouldBe(isPartial);

    [Fact]
    public void A_refusal_shows_neither_the_key_nor_a_flood()
    {
        var problem = Read("{\"error\":{\"message\":\"Incorrect API key provided: sk-live-0123456789abcdef0123456789. " + new string('z', 90_000) + "\"}}").Problem;

        problem.ShouldNotBeNull().ShouldNotContain("0123456789abcdef");
        problem.Length.ShouldBeLessThan(500);
    }

    [Fact]
    public void A_bomb_of_depth_is_refused()
    {
        var bomb = "{\"data\":[{\"id\":\"a\",\"pricing\":" + string.Concat(Enumerable.Repeat("{\"x\":[", 50_000));

        Read(bomb).Problem.ShouldNotBeNull().ShouldContain("nested");
        ModelsDevReader.Read(Encoding.UTF8.GetBytes(bomb)).IsUsable.ShouldBeFalse();
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        ListingReader.Read([.. "[{\"id\":\"a\xC3"u8[..9], 0xC3, 0x28, .. "\"}]"u8]).Problem.ShouldNotBeNull().ShouldContain("UTF-8");

    [Fact]
    public void A_hundred_thousand_models_are_not_believed()
    {
        var reading = Read("{\"data\":[" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"{{\"id\":\"m/{i}\"}}")) + "]}");

        reading.IsUsable.ShouldBeFalse();
        reading.Models.ShouldBeEmpty();
        reading.Problem.ShouldBe("The answer lists 100,000 models; more than 5,000 are not believed.");
    }

    [Fact]
    public void Five_thousand_models_are_believed() =>
        Read("[" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"{{\"id\":\"m/{i}\"}}")) + "]").Models.Length.ShouldBe(5_000);

    [Fact]
    public void Ten_megabytes_of_chatter_leave_only_what_was_asked()
    {
        var chatter = new string('x', 10_000);
        var body = Encoding.UTF8.GetBytes("{\"data\":[" + string.Join(',', Enumerable.Range(0, 1_000).Select(i =>
            $"{{\"id\":\"m/{i}\",\"name\":\"{chatter}\",\"tier\":\"{chatter}\",\"description\":\"{chatter}\"}}")) + "]}");
        body.Length.ShouldBeGreaterThan(10_000_000);

        var reading = ListingReader.Read(body);

        reading.Models.Length.ShouldBe(1_000);
        reading.Models.ShouldAllBe(model => model.Name!.Length == 200 && model.Marks["tier"].Length == 200);
    }

    [Fact]
    public void Ten_megabytes_in_one_id_or_one_number_cost_only_that_entry()
    {
        var reading = Read("[{\"id\":\"" + new string('i', 10_000_000) + "\"},{\"id\":\"good\",\"context_length\":" + new string('9', 1_000_000) + ",\"pricing\":{\"prompt\":0." + new string('0', 100_000) + "1,\"completion\":0}}]");

        var model = reading.Models.ShouldHaveSingleItem();
        model.Id.ShouldBe("good");
        model.Context.ShouldBeNull();
        (model.Price?.IsZero ?? false).ShouldBeFalse();
        reading.Ignored.ShouldHaveSingleItem();
    }

    [Fact]
    public void Too_many_providers_or_models_of_models_dev_are_not_believed()
    {
        var providers = "{" + string.Join(',', Enumerable.Range(0, 301).Select(i => $"\"p{i}\":{{\"models\":{{\"m\":{{\"id\":\"m\"}}}}}}")) + "}";
        var models = "{\"p\":{\"models\":{" + string.Join(',', Enumerable.Range(0, 20_001).Select(i => $"\"m{i}\":{{}}")) + "}}}";

        ModelsDevReader.Read(Encoding.UTF8.GetBytes(providers)).Problem.ShouldBe("The answer describes 301 providers; more than 300 are not believed.");
        ModelsDevReader.Read(Encoding.UTF8.GetBytes(models)).Problem.ShouldBe("The answer describes 20,001 models; more than 20,000 are not believed.");
    }

    [Theory]
    [InlineData("[{\"id\":\"groq\"}]", "describes no models")]
    [InlineData("{\"error\":{\"message\":\"no\"}}", "describes no models")]
    [InlineData("{\"groq\":{\"models\":{\"a\":{\"id\":\"a\"}}}", "stops in the middle")]
    [InlineData("<html>", "web page")]
    public void What_is_not_models_dev_gives_nothing(string body, string why)
    {
        var reading = ModelsDevReader.Read(Encoding.UTF8.GetBytes(body));

        reading.IsUsable.ShouldBeFalse();
        reading.Providers.ShouldBeEmpty();
        reading.Problem.ShouldNotBeNull().ShouldContain(why);
    }
}
