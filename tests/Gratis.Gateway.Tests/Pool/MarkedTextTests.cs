using Gratis.Gateway.Pool.Marked;

namespace Gratis.Gateway.Tests.Pool;

public sealed class MarkedTextTests
{
    private static readonly Markers Markers = new("# BEGIN", "# END", "Add them.");

    [Theory]
    [InlineData("a\n# BEGIN\nold\n# END\nb\n", "a\n# BEGIN\nx\n\ny: 1\n# END\nb\n")]
    [InlineData("# BEGIN\n# END", "# BEGIN\nx\n\ny: 1\n# END")]
    [InlineData("\uFEFF# BEGIN\n# END\n", "\uFEFF# BEGIN\nx\n\ny: 1\n# END\n")]
    [InlineData("a\r\n  # BEGIN\r\nold\r\n # END\r\nb", "a\r\n  # BEGIN\r\n  x\r\n\r\n  y: 1\r\n # END\r\nb")]
    [InlineData("l:\n    # BEGIN  \n    old\n    # END\t\n", "l:\n    # BEGIN  \n    x\n\n    y: 1\n    # END\t\n")]
    [InlineData("say '# BEGIN'\n# BEGIN\n# END\n# END of it\n", "say '# BEGIN'\n# BEGIN\nx\n\ny: 1\n# END\n# END of it\n")]
    public void What_stands_between_the_markers_is_exchanged_and_nothing_else(string before, string after)
    {
        MarkedText.TryFind(before, Markers, out var found, out var problem).ShouldBeTrue(problem);
        found!.With(["x", "", "y: 1"]).ShouldBe(after);
    }

    [Theory]
    [InlineData("", "It has no markers. Add them.")]
    [InlineData("a\n#BEGIN\n", "It has no markers. Add them.")]
    [InlineData("a\n# BEGIN\n", "Line 2 is '# BEGIN', and no '# END' follows. Add that line where the generated part ends.")]
    [InlineData("# END\n", "Line 1 is '# END', and no '# BEGIN' stands above it. Add that line where the generated part begins.")]
    [InlineData("# END\n# BEGIN\n", "'# END' (line 1) stands above '# BEGIN' (line 2). Exchange the two lines.")]
    [InlineData("# BEGIN\n# END\n# BEGIN\n# END\n", "'# BEGIN' stands there twice, the second time in line 3.")]
    [InlineData("# BEGIN\n# BEGIN\n# END\n# END\n", "'# BEGIN' stands there twice, the second time in line 2.")]
    [InlineData("# BEGIN\n# END\n\n# END\n", "'# END' stands there twice, the second time in line 4.")]
    [InlineData("\t# BEGIN\n# END\n", "Line 1 is indented with a tab. Use spaces.")]
    public void Markers_that_are_no_pair_are_told_with_their_lines(string text, string expected)
    {
        MarkedText.TryFind(text, Markers, out _, out var problem).ShouldBeFalse();
        problem!.ShouldStartWith(expected);
    }

    [Fact]
    public void Whatever_surrounds_the_markers_is_the_same_after_any_number_of_changes()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
            var (above, below) = (Noise(random, newLine), Noise(random, newLine));
            var text = (random.Next(3) == 0 ? "\uFEFF" : "") + above + new string(' ', random.Next(6)) + "# BEGIN" + newLine + Noise(random, newLine) + "# END" + (random.Next(3) == 0 ? "" : newLine + below);

            for (var round = 0; round < 3; round++)
            {
                MarkedText.TryFind(text, Markers, out var found, out var problem).ShouldBeTrue(problem);
                (found!.Before + found.Block + found.After).ShouldBe(text);
                var lines = random.Next(4);
                text = found.With(Enumerable.Repeat("line: 1", lines));

                text.ShouldBe(found.Before + string.Concat(Enumerable.Repeat(found.Indent + "line: 1" + newLine, lines)) + found.After);
            }
        }
    }

    private static string Noise(Random random, string newLine) =>
        string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => new string([.. Enumerable.Range(0, random.Next(9)).Select(_ => "ab: #'é\t{"[random.Next(9)])]) + newLine));
}
