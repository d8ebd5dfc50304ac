using System.IO.Compression;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>The packages as their users get them. Slow, since every test builds something; so there are few.</summary>
public sealed class PackageTests
{
    private const string ToolCall = """
        {"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"square","arguments":"{\"number\":7}"}}]},"finish_reason":"tool_calls"}]}
        """;

    [Fact]
    public async Task A_fresh_project_outside_the_repository_chats_streams_calls_a_tool_and_embeds()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = AnswerAsync;
        string[] packages = ["Gratis", "Gratis.AspNetCore", "Gratis.Storage"];
        using var feed = await LocalFeed.PackAsync(packages);
        foreach (var package in packages)
            ShouldBeComplete(Path.Combine(feed.Folder, $"{package}.0.1.0.nupkg"), package);

        var folder = feed.NewFolder("fresh");
        FreshProject.Write(folder);
        await feed.BuildAsync(folder);
        var said = await DotnetCommand.RunAsync(folder, DotnetCommand.Program, null, Path.Combine(folder, "out", "Fresh.dll"), upstream.BaseUrl, Path.Combine(folder, "books.db"));

        said.ReplaceLineEndings("\n").ShouldBe("""
            chat: hello by mine/m=served
            stream:one two three
            tool: 49
            embeddings: 0.5 0.25

            """.ReplaceLineEndings("\n"));
        File.Exists(Path.Combine(folder, "books.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_sample_chats_when_it_is_published_trimmed()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = AnswerAsync;
        using var feed = await LocalFeed.PackAsync();
        var folder = feed.NewFolder("published");
        var built = await DotnetCommand.BuildAsync(
            folder, "publish", Repository.Path("samples/ConsoleChat/ConsoleChat.csproj"), "-c", LocalFeed.Configuration, "-o", folder, "-p:BuildProjectReferences=false");
        built.ShouldNotContain("warning");

        // Trimmed for certain: it brings the framework and is a fraction of it.
        Directory.GetFiles(folder, "System.Private.CoreLib.dll").ShouldHaveSingleItem();
        Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(45_000_000);

        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "ConsoleChat.exe" : "ConsoleChat");
        var said = await DotnetCommand.RunAsync(folder, program, "Count\nAgain\n\n", "--url", upstream.BaseUrl, "--key", "k", "--model", "m");
        said.ShouldContain("one two three");
        said.ShouldContain("[mine/m=served, 2 tokens]");
        upstream.Calls.Count.ShouldBe(2);
    }

    private static void ShouldBeComplete(string path, string package)
    {
        using var archive = ZipFile.OpenRead(path);
        var files = archive.Entries.Select(entry => entry.FullName).ToArray();
        foreach (var file in (string[])["README.md", $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml"])
            files.ShouldContain(file);
        File.Exists(Path.ChangeExtension(path, "snupkg")).ShouldBeTrue("symbols come beside the package");
    }

    private static Task AnswerAsync(UpstreamCall call, Microsoft.AspNetCore.Http.HttpResponse response)
    {
        var answer = call.Target.EndsWith("/embeddings", StringComparison.Ordinal) ? Answers.Json(200, """{"data":[{"index":1,"embedding":[0.25]},{"index":0,"embedding":[0.5]}],"usage":{"prompt_tokens":2}}""")
            : call.Text.Contains("\"stream\":true", StringComparison.Ordinal) ? Answers.Stream(
                Answers.Send(Answers.Chunk("one ")), Answers.Send(Answers.Chunk("two ")), Answers.Send(Answers.Chunk("three")), Answers.Send(Answers.Finish), Answers.Send(Answers.Usage), Answers.Send(Answers.Done))
            : call.Text.Contains("\"role\":\"tool\"", StringComparison.Ordinal) ? Answers.Chat("49")
            : call.Text.Contains("\"tools\"", StringComparison.Ordinal) ? Answers.Json(200, ToolCall)
            : Answers.Chat("hello");
        return answer(call, response);
    }
}
