using System.Text.Json;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Upstream.Verdicts;

public sealed class VerdictCorpusTests
{
    public static TheoryData<string> Cases() => [.. VerdictCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_recorded_shape_means_what_it_should(string name)
    {
        var @case = VerdictCase.Load(name);
        var expected = @case.Expected;

        var judged = @case.Judge();

        var said = $"{judged.Verdict}/{judged.Reach} until {judged.Until:O} by {judged.Source}, parameter {judged.Parameter}, capability {judged.Capability}, limit {judged.Limit}: {judged.Detail}";
        Snake(judged.Verdict).ShouldBe(expected.GetProperty("verdict").GetString(), said);
        Snake(judged.Reach).ShouldBe(expected.GetProperty("reach").GetString(), said);
        Snake(judged.Source).ShouldBe(expected.GetProperty("source").GetString(), said);
        judged.Parameter.ShouldBe(Text(expected, "parameter"), said);
        judged.Capability.ShouldBe(Text(expected, "capability"), said);
        judged.Limit.ShouldBe(expected.TryGetProperty("limit", out var limit) ? limit.GetInt32() : null, said);
        if (Text(expected, "detail") is { } detail)
            judged.Detail.ShouldNotBeNull().ShouldContain(detail);

        var until = expected.GetProperty("until");
        if (until.ValueKind == JsonValueKind.Null)
            judged.Until.ShouldBeNull(said);
        else
            judged.Until.ShouldNotBeNull(said).ShouldBe(until.GetDateTimeOffset(), TimeSpan.FromMilliseconds(1), said);
    }

    [Fact]
    public void The_corpus_is_broad_enough_to_stand_for_the_world()
    {
        var cases = VerdictCase.Names().Select(VerdictCase.Load).ToArray();

        cases.Length.ShouldBeGreaterThanOrEqualTo(240);
        cases.Select(c => c.Provider).Distinct().Count().ShouldBeGreaterThanOrEqualTo(40);
        var verdicts = cases.Select(c => c.Expected.GetProperty("verdict").GetString()).ToHashSet();
        foreach (var verdict in Enum.GetValues<Verdict>())
            verdicts.ShouldContain(Snake(verdict));
    }

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
