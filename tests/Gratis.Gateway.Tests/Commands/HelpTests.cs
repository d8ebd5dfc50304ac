using System.CommandLine;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What the program says of itself.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. Root().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_tells_what_it_does_what_it_takes_and_what_its_exit_means(string command)
    {
        var (exit, text) = await RunAsync(command, "--help");

        exit.ShouldBe(ExitCodes.Done);
        text.ShouldContain($"gratis {command}");
        text.ShouldContain("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.All)
            text.ShouldContain($"  {code}  {meaning}");
        text.Split('\n').ShouldAllBe(line => line.Length < 250);
        Root().Subcommands.Single(known => known.Name == command).Options.Where(option => !option.Hidden).ShouldAllBe(option => option.Description != null);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_takes_the_config_and_data_it_needs_and_json(string command)
    {
        var found = Root().Subcommands.Single(known => known.Name == command);
        var leaves = found.Subcommands.Count == 0 ? [found] : found.Subcommands.ToArray();
        string[] expected = command switch { "serve" => ["--config", "--data"], _ => ["--config", "--data", "--json"] };

        foreach (var leaf in leaves)
            expected.ShouldBeSubsetOf(leaf.Options.Concat(found.Options).Select(option => option.Name), leaf.Name);
    }

    [Fact]
    public void The_page_about_the_command_line_has_every_command_every_option_and_every_exit_code()
    {
        var page = Repository.Read("docs/cli.md");

        foreach (var command in Root().Subcommands)
        {
            page.ShouldContain($"\n## gratis {command.Name}\n");
            var part = page[page.IndexOf($"\n## gratis {command.Name}\n", StringComparison.Ordinal)..];
            part = part[..(part.IndexOf("\n## ", 1, StringComparison.Ordinal) is > 0 and var end ? end : part.Length)];
            foreach (var option in command.Options.Where(option => !option.Hidden && option.Name is not ("--config" or "--data" or "--json")))
                part.ShouldContain($"`{option.Name}", Case.Sensitive, command.Name);
        }

        foreach (var (code, meaning) in ExitCodes.All)
            page.ShouldContain($"| {code} | {meaning} |");
    }

    [Theory]
    [InlineData("modles", "models")]
    [InlineData("qoutas", "quotas")]
    public async Task A_mistyped_command_is_told_the_nearest_one(string typed, string meant)
    {
        var (exit, text) = await RunAsync(typed);

        exit.ShouldBe(ExitCodes.Unknown);
        text.ShouldContain(typed);
        text.ShouldContain($"Did you mean one of the following?\n{meant}\n");
    }

    [Fact]
    public async Task The_version_is_a_version_and_nothing_else()
    {
        var (exit, text) = await RunAsync("--version");

        exit.ShouldBe(ExitCodes.Done);
        Version.TryParse(text.Trim(), out _).ShouldBeTrue(text);
    }

    private static RootCommand Root() => GratisCommand.Create(() => throw new InvalidOperationException("Nobody is to be asked for a terminal."));

    private static async Task<(int Exit, string Text)> RunAsync(params string[] arguments)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var exit = await Root().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = text, Error = text }, CancellationToken.None).Soon();
        return (exit, text.ToString().ReplaceLineEndings("\n"));
    }
}
