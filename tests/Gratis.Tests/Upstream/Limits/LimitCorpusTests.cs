namespace Gratis.Tests.Upstream.Limits;

public sealed class LimitCorpusTests
{
    public static TheoryData<string> Cases() => [.. LimitCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_recorded_shape_gives_its_readings(string name)
    {
        var @case = LimitCase.Load(name);

        @case.Read().ShouldBe(@case.Expected, string.Join('\n', @case.Read()));
    }

    [Fact]
    public void The_corpus_is_broad_enough_to_stand_for_the_world()
    {
        var cases = LimitCase.Names().Select(LimitCase.Load).ToArray();

        cases.Length.ShouldBeGreaterThanOrEqualTo(100);
        cases.Select(c => c.Provider).Distinct().Count().ShouldBeGreaterThanOrEqualTo(25);
        cases.Count(c => !c.Expected.Any()).ShouldBeGreaterThanOrEqualTo(12);
    }
}
