using Gratis.Gateway.Pool.Marked;

namespace Gratis.Gateway.Tests.Pool;

public sealed class BlockDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "--- f\n+++ f\n@@ -2,1 +2,1 @@\n-b\n+x\n")]
    [InlineData("a\nc\n", "a\nb\nc\n", "--- f\n+++ f\n@@ -1,0 +2,1 @@\n+b\n")]
    [InlineData("a\nb\nc\nd\n", "a\nd\n", "--- f\n+++ f\n@@ -2,2 +1,0 @@\n-b\n-c\n")]
    [InlineData("a\r\nb\r\nk\r\nc\r\nd", "a\r\nx\r\nk\r\ny\r\nd", "--- f\n+++ f\n@@ -2,3 +2,3 @@\n-b\n+x\n k\n-c\n+y\n")]
    [InlineData("", "a\n", "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n")]
    public void It_names_the_lines_that_change_and_none_around_them(string before, string after, string expected) =>
        BlockDiff.Of("f", before, after).ShouldBe(expected);

    [Fact]
    public void A_key_that_somebody_wrote_by_hand_is_not_shown() =>
        BlockDiff.Of("f", "m\n    api_key: 'sk-or-planted'\n", "m\n    api_key: os.environ/OPENROUTER_API_KEY\n")
            .ShouldBe("--- f\n+++ f\n@@ -2,1 +2,1 @@\n-    api_key: ********\n+    api_key: os.environ/OPENROUTER_API_KEY\n");

    [Fact]
    public void A_block_too_long_to_compare_is_shown_as_gone_and_come()
    {
        var diff = BlockDiff.Of("f", string.Concat(Enumerable.Range(0, 3000).Select(i => $"a{i}\n")), string.Concat(Enumerable.Range(0, 3000).Select(i => $"b{i}\n")));

        diff.Split('\n').Count(line => line.StartsWith('-')).ShouldBe(3001);
        diff.Split('\n').Count(line => line.StartsWith('+')).ShouldBe(3001);
    }
}
