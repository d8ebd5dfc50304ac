using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Packages;

namespace Gratis.Gateway.Tests.Docs;

/// <summary>No fenced block of code escapes: there is a test for its kind.</summary>
public sealed class FenceTests
{
    private const string Parse = "import ast, sys; ast.parse(sys.stdin.read())";

    /// <summary>csharp: the fresh project. sh and yaml: <see cref="SnippetTests"/>. js and ts: with the SDK for Node. python: here. The others are not run.</summary>
    private static readonly string[] Kinds = ["csharp", "sh", "yaml", "js", "ts", "python", "text", "markdown", ""];

    public static TheoryData<string> Pythons =>
    [
        .. Snippet.All().Where(snippet => snippet.Language == "python").Select(snippet => snippet.ToString()),
        .. Directory.EnumerateFiles(Repository.Path("samples/python"), "*.py").Select(file => "samples/python/" + Path.GetFileName(file)),
    ];

    [Fact]
    public void A_fence_is_of_a_kind_that_is_tried() => Snippet.All().Where(snippet => !Kinds.Contains(snippet.Language)).Select(snippet => $"{snippet} {snippet.Language}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Pythons))]
    public async Task Python_takes_it(string at)
    {
        Assert.SkipUnless(IsInstalled("python3"), "There is no python3 on this machine.");
        var text = at.EndsWith(".py", StringComparison.Ordinal) ? Repository.Read(at) : Snippet.All().Single(snippet => snippet.ToString() == at).Text;

        (await DotnetCommand.RunAsync(Repository.Path("."), "python3", text, "-c", Parse)).ShouldBeEmpty();
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));
}
