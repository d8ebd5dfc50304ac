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
        var script = (await CommandRun.RunAsync(new Terminal(_folder), "completions", "bash")).ShouldBeDone().Out;
        await File.WriteAllTextAsync(Path.Combine(_folder, "gratis.bash"), script, TestContext.Current.CancellationToken);
        var program = Path.Combine(_folder, "gratis");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec '{DotNet}' '{Path.Combine(AppContext.BaseDirectory, "Gratis.Gateway.dll")}' \"$@\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var replies = await BashAsync("""
            source ./gratis.bash
            COMP_LINE="$1"; COMP_POINT=${#1}; COMP_WORDS=($1); COMP_WORDS[0]=./gratis; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _gratis gratis
            printf '%s\n' "${COMPREPLY[@]}"
            """, line);

        replies.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order().ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order());
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

    private async Task<string> BashAsync(string script, string line)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--noprofile", "--norc", "-c", script, "bash", line])
            start.ArgumentList.Add(argument);
        start.Environment["GRATIS_DATA"] = Path.Combine(_folder, "data");
        using var bash = Process.Start(start)!;
        var said = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken).Soon();
        complained.ShouldBe("");
        return await said;
    }
}
