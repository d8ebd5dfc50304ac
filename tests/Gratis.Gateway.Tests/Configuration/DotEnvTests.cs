using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Environments;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("  A = b  ", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("A=", "")]
    [InlineData("A=b=c==", "b=c==")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=b # c", "b")]
    [InlineData("A='b # c'", "b # c")]
    [InlineData("A='b\\n'", "b\\n")]
    [InlineData("A=\"b\\nc\" # note", "b\nc")]
    [InlineData("A=\"say \\\"hi\\\"\"", "say \"hi\"")]
    [InlineData("A=first\r\nA=b\r\n", "b")]
    [InlineData("\uFEFFA=b", "b")]
    [InlineData("# A=x\n\nA=b", "b")]
    public void A_line_is_read_the_way_shells_and_tools_write_it(string text, string value)
    {
        var problems = new Problems();

        DotEnv.Parse(text, ".env", problems)["A"].Text.ShouldBe(value);
        problems.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("secret-without-a-name")]
    [InlineData("=secret")]
    [InlineData("1A=secret")]
    [InlineData("A B=secret")]
    [InlineData("A='secret")]
    [InlineData("A='secret' and more")]
    public void A_line_that_cannot_be_read_is_ignored_and_told_without_its_content(string line)
    {
        var problems = new Problems();

        DotEnv.Parse("B=1\n" + line, ".env", problems).Keys.ShouldBe(["B"]);
        problems.Warnings.ShouldHaveSingleItem().ToString().ShouldBe(".env:2:1: This line is not KEY=VALUE and is ignored.");
    }
}
