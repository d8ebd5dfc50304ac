using Gratis.Catalog.Facts;
using Gratis.Upstream.Limits;

namespace Gratis.Tests.Catalog.Facts;

/// <summary>A header that is named in the facts is one that the reader of answers understands.</summary>
public class BuiltInRateHeaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static TheoryData<string, string> Headers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var provider in Facts.All)
            {
                foreach (var header in provider.RateHeaders)
                    data.Add(provider.Id, header);
            }

            return data;
        }
    }

    [Fact]
    public void Who_counts_in_headers_is_known() =>
        Facts.All.Where(provider => !provider.RateHeaders.IsEmpty).Select(provider => provider.Id)
            .ShouldBe(["cerebras", "cohere", "groq", "llmgateway", "mistral", "modelscope", "openai", "openrouter", "sambanova", "xai"]);

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_says_something_that_the_others_do_not(string id, string header)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        var all = Read(provider!, provider!.RateHeaders);
        all.Length.ShouldBeGreaterThan(0);
        Read(provider, provider.RateHeaders.Where(name => name != header)).ShouldNotBe(all);
    }

    private static LimitReading[] Read(ProviderFacts provider, IEnumerable<string> names)
    {
        using var answer = new HttpResponseMessage();
        foreach (var name in names)
            answer.Headers.TryAddWithoutValidation(name, Value(name)).ShouldBeTrue();
        var readings = default(LimitReadings);
        LimitHeaders.Read(answer.Headers.NonValidated, provider.Id, Now, ref readings);
        return readings.Span.ToArray();
    }

    private static string Value(string name) => name switch
    {
        _ when name.Contains("reset", StringComparison.Ordinal) => "30s",
        _ when name.Contains("remaining", StringComparison.Ordinal) => "7",
        _ => "40",
    };
}
