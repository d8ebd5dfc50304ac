using System.CommandLine;
using System.Diagnostics;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What shells offer.</summary>
public sealed class CompletionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-complete-").FullName;

    public static TheoryData<string> Shells => [.. ShellScripts.Shells];

    public CompletionsTests() => File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), """
        providers:
          mine: { base_url: "http://127.0.0.1:9/v1", api_key: some-key, free: all, models: [ { id: "acme/swift:free" }, { id: "acme/swift:beta" }, { id: slow } ] }
        pools:
          my-pool: { targets: [ { model: mine/slow } ] }
        """);

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Every_script_asks_the_program_itself(string shell)
    {
        var run = (await CommandRun.RunAsync(new Terminal(_folder), "completions", shell)).ShouldBeDone();

        run.Out.ShouldContain("[suggest:");
        run.Out.ShouldContain($"gratis completions {shell}");
        run.Out.ShouldNotContain("\r");
        (await CommandRun.RunAsync(new Terminal(_folder), "completions", shell, "--json")).Json.GetProperty("script").GetString().ShouldBe(run.Out);
    }

    [Theory]
    [InlineData("mod", "models")]
    [InlineData("quotas --provider gro", "groq")]
    [InlineData("providers openr", "openrouter")]
    [InlineData("explain --model my-p", "my-pool")]
    [InlineData("explain --model aut", "auto")]
    [InlineData("models --why mine/sl", "mine/slow")]
    [InlineData("completions ba", "bash")]
    public async Task Commands_providers_models_and_pools_are_offered(string typed, string expected)
    {
        (await SuggestAsync(typed)).ShouldContain(expected);
    }

    [Fact]
    public async Task Nothing_is_offered_of_a_config_that_cannot_be_read_and_nothing_breaks()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "gratis.yaml"), "providers: [", TestContext.Current.CancellationToken);

        (await SuggestAsync("models --why mine/")).ShouldBeEmpty();
        (await SuggestAsync("mod")).ShouldContain("models");
    }

    [Theory]
    [InlineData("gratis mod", "models")]
    [InlineData("gratis quotas --prov", "--provider")]
    [InlineData("gratis quotas --provider groq --js", "--json")]
    [InlineData("  gratis explain --model my-p", "my-pool")]
    [InlineData("gratis models --why mine/sl", "mine/slow")]
    [InlineData("gratis models --why mine/acme/swift:", "free beta")]
    [InlineData("gratis models --why mine/acme/swift:f", "free")]
    [InlineData("gratis modelsnothing", "")]
    public async Task Bash_offers_what_the_program_suggests(string line, string expected)
    {
        if (OperatingSystem.IsWindows())
            return;
        await PrepareAsync("bash");

        var replies = await ShellAsync("bash", ["--noprofile", "--norc", "-c"], """
            source ./gratis.bash
            COMP_LINE="$1"; COMP_POINT=${#1}; COMP_WORDS=($1); COMP_WORDS[0]=./gratis; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _gratis gratis
            printf '%s\n' "${COMPREPLY[@]}"
            """, "bash", line);

        Lines(replies).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("gratis mod", "models")]
    [InlineData("gratis quotas --prov", "--provider")]
    [InlineData("gratis explain --model my-p", "my-pool")]
    [InlineData("gratis models --why mine/acme/swift:", "mine/acme/swift:beta mine/acme/swift:free")]
    [InlineData("gratis import gratis.y", "gratis.yaml")]
    public async Task Fish_offers_what_the_program_suggests_and_files_where_it_has_nothing(string line, string expected)
    {
        if (!IsThere("fish"))
            Assert.Skip("There is no fish here.");
        await PrepareAsync("fish");

        var replies = await ShellAsync("fish", ["--no-config", "-c"], "source ./gratis.fish; complete -C $argv[1]", line);

        Lines(replies).Select(offer => offer.Split('\t')[0]).ShouldBe(expected.Split(' '), ignoreOrder: true);
    }

    [Theory]
    [InlineData("gratis mod", "models")]
    [InlineData("gratis quotas --prov", "--provider")]
    [InlineData("  gratis explain --model my-p", "my-pool")]
    [InlineData("gratis models --why mine/acme/swift:", "mine/acme/swift:beta mine/acme/swift:free")]
    [InlineData("gratis modelsnothing", "files")]
    public async Task Zsh_offers_what_the_program_suggests_and_files_where_it_has_nothing(string line, string expected)
    {
        if (!IsThere("zsh"))
            Assert.Skip("There is no zsh here.");
        await PrepareAsync("zsh");

        // What the line editor gives a completer, and what it takes from one.
        var replies = await ShellAsync("zsh", ["-f", "-c"], """
            compdef() { :; }; compadd() { print -l -- "${(@P)2}"; }; _files() { print files; }
            source ./gratis.zsh
            BUFFER="$1"; CURSOR=${#BUFFER}; words=(${=BUFFER})
            _gratis
            """, "zsh", line);

        Lines(replies).ShouldBe(expected.Split(' '), ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private async Task<IReadOnlyList<string>> SuggestAsync(string typed)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var environment = new Dictionary<string, string> { ["GRATIS_DATA"] = Path.Combine(_folder, "data") };
        var edges = new CommandEdges(new Surroundings(_folder, environment, text, TimeProvider.System, new Random(7)), text, text);
        await GratisCommand.Create(() => edges).Parse([$"[suggest:{typed.Length}]", typed])
            .InvokeAsync(new InvocationConfiguration { Output = text, Error = text }, CancellationToken.None).Soon();
        return text.ToString().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsThere(string shell) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, shell)));

    /// <summary>The script of a shell, and the program under its name.</summary>
    private async Task PrepareAsync(string shell)
    {
        var script = (await CommandRun.RunAsync(new Terminal(_folder), "completions", shell)).ShouldBeDone().Out;
        await File.WriteAllTextAsync(Path.Combine(_folder, "gratis." + shell), script, TestContext.Current.CancellationToken);
        var program = Path.Combine(_folder, "gratis");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec '{DotNet}' '{Path.Combine(AppContext.BaseDirectory, "Gratis.Gateway.dll")}' \"$@\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<string> ShellAsync(string program, string[] options, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [.. options, script, .. arguments]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GRATIS_DATA"] = Path.Combine(_folder, "data");
        start.Environment["PATH"] = _folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = _folder;
        using var shell = Process.Start(start)!;
        var said = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken).Soon();
        complained.ShouldBe("");
        return await said;
    }
}
