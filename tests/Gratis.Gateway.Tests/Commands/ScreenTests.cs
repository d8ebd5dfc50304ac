using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What a terminal gets to see, and what only files and pipes get.</summary>
public sealed class ScreenTests
{
    private const string Escape = "\u001b";

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(true, "", "xterm", true)]
    [InlineData(true, "1", "xterm", false)]
    [InlineData(true, null, "dumb", false)]
    [InlineData(false, null, "xterm", false)]
    public void Colour_is_for_terminals_whose_owner_wants_it(bool isTerminal, string? noColor, string? term, bool expected)
    {
        var environment = new Dictionary<string, string>();
        if (noColor is not null)
            environment["NO_COLOR"] = noColor;
        if (term is not null)
            environment["TERM"] = term;

        CommandEdges.MayColor(isTerminal, environment).ShouldBe(expected);
    }

    [Theory]
    [InlineData("models")]
    [InlineData("providers")]
    [InlineData("providers", "groq")]
    public async Task No_escape_is_written_without_colour(params string[] command)
    {
        (await RunAsync(new Terminal("/"), command)).Out.ShouldNotContain(Escape);
        (await RunAsync(new Terminal("/") { Width = 300, HasColor = true }, command)).Out.ShouldContain(Escape);
        (await RunAsync(new Terminal("/") { Width = 300, HasColor = true }, [.. command, "--json"])).Out.ShouldNotContain(Escape);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task A_narrow_terminal_loses_columns_and_no_part_of_an_id(int width)
    {
        var whole = (await RunAsync(new Terminal("/"), "models", "--json")).RouteIds;

        var narrow = await RunAsync(new Terminal("/") { Width = width }, "models");

        narrow.Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith("groq/"))).ShouldBe(whole);
        if (width > 80)
            narrow.Lines.ShouldAllBe(line => line.Length <= width);
        else
            narrow.Error.ShouldContain("No room for");
    }

    [Fact]
    public async Task Elsewhere_than_on_a_terminal_every_column_is_there()
    {
        var run = await RunAsync(new Terminal("/"), "models");

        run.Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["rank", "route", "free", "tier", "context", "capabilities", "quality", "state"]);
        run.Error.ShouldNotContain("No room");
    }

    [Fact]
    public void The_least_important_columns_go_first_and_the_most_important_never()
    {
        Column[] columns = [new("a", Importance: 2), new("b"), new("c", Importance: 1)];
        int[] widths = [10, 30, 5];

        TextTable.Fit(columns, widths, room: null).ShouldBe([0, 1, 2]);
        TextTable.Fit(columns, widths, room: 49).ShouldBe([0, 1, 2]);
        TextTable.Fit(columns, widths, room: 48).ShouldBe([1, 2]);
        TextTable.Fit(columns, widths, room: 36).ShouldBe([1]);
        TextTable.Fit(columns, widths, room: 3).ShouldBe([1]);
    }

    [Fact]
    public void A_text_from_upstream_cannot_act_on_the_terminal()
    {
        Plain.Line($"nice{Escape}[2J\r\nname\u202e\u2028x\u0007").ShouldBe("nice [2J  name  x ");
        Plain.Line("qwen/qwen3:free 模型").ShouldBe("qwen/qwen3:free 模型");
        new Cell($"a{Escape}b").Text.ShouldBe("a b");
    }

    private static Task<CommandRun> RunAsync(Terminal terminal, params string[] arguments) => CommandRun.RunAsync(
        terminal with { Folder = Path.GetTempPath(), Environment = new Dictionary<string, string> { ["GROQ_API_KEY"] = "planted-key-of-groq" } },
        [.. arguments, "--data", Path.Combine(Path.GetTempPath(), "gratis-no-such-folder")]);
}
