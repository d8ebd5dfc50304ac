using System.Text;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Docs;

/// <summary>What the pages tell people to type works as it stands there.</summary>
public sealed class SnippetTests
{
    /// <summary>Files of other systems, which are shown beside ours.</summary>
    private static readonly string[] Foreign = ["model_list:", "router_settings:", "services:", "jobs:", "litellm_settings:"];

    public static TheoryData<string> GratisCommands => Lines("gratis");

    public static TheoryData<string> Requests => Lines("curl");

    public static TheoryData<string> Runs => [.. Lines("dotnet").Select(row => row.Data).Where(at => CommandAt(at).Contains("--project"))];

    public static TheoryData<string> Configs => [.. Snippet.All().Where(snippet => snippet.Language == "yaml" && !Foreign.Any(word => snippet.Text.Contains(word, StringComparison.Ordinal))).Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(GratisCommands))]
    public void A_command_line_is_understood(string at)
    {
        var words = CommandAt(at);
        var until = Array.FindIndex(words, word => word is "|" or "<" or ">" or ">>" or "&&");
        var arguments = (until < 0 ? words : words[..until])[1..];

        GratisCommand.Create(() => throw new InvalidOperationException("Nothing runs here.")).Parse(arguments).Errors.Select(error => error.Message).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_is_answered(string at)
    {
        await using var gateway = await TestGateway.StartAsync($"auth: {{ admin_token: {Owner.Token} }}", new GatewaySetup { IsDemo = true });
        var words = CommandAt(at);
        var address = words.First(word => word.Contains("localhost:8000", StringComparison.Ordinal) || word.Contains("127.0.0.1:8000", StringComparison.Ordinal));
        var path = address[(address.IndexOf(":8000", StringComparison.Ordinal) + 5)..];
        var body = After(words, "-d").SingleOrDefault();
        var headers = After(words, "-H").Select(header => header.Split(": ", 2)).Select(header => (header[0], header[1]))
            .Where(header => header.Item1 != "Content-Type").Select(header => header.Item1 == "Authorization" ? ("Authorization", $"Bearer {Owner.Token}") : header);

        var reply = await gateway.SendAsync(
            new HttpMethod(After(words, "-X").SingleOrDefault() ?? (body is null ? "GET" : "POST")), path, body is null ? null : Encoding.UTF8.GetBytes(body), [.. headers]);

        reply.Status.ShouldBe(200, reply.Text);
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_config_is_valid(string at)
    {
        var snippet = Snippet.All().Single(one => one.ToString() == at);
        string[] variables = ["GROQ_API_KEY", "LAPTOP_KEY", "OPENROUTER_API_KEY", "GRATIS_ADMIN_TOKEN", "OFFICE_KEY", "GRATIS_CLIENT_KEY"];

        Reading.Of(snippet.Text, null, [.. variables.Select(name => (name, name.ToLowerInvariant() + "-value"))]).Errors.Select(error => error.ToString()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_project_that_is_run_is_there(string at) =>
        Directory.EnumerateFiles(Repository.Path(After(CommandAt(at), "--project").Single()), "*.csproj").ShouldHaveSingleItem();

    [Fact]
    public void The_pages_have_all_kinds_of_them() =>
        new[] { GratisCommands.Count, Requests.Count, Configs.Count }.ShouldAllBe(count => count > 2);

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("samples/README.md")]
    public void What_the_first_pages_link_to_is_there(string page) => ShouldLinkWell(page);

    [Fact]
    public void What_the_pages_link_to_is_there()
    {
        foreach (var page in Directory.EnumerateFiles(Repository.Path("docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file)))
            ShouldLinkWell(page);
    }

    private static void ShouldLinkWell(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(Repository.Read(page), @"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)"))
        {
            var target = link.Groups[1].Value is { Length: > 0 } file ? Path.Combine(folder, file) : page;
            Path.Exists(Repository.Path(target)).ShouldBeTrue($"{page} links to {link.Value}");
            if (link.Groups[2].Success && target.EndsWith(".md", StringComparison.Ordinal))
                Anchors(target).ShouldContain(link.Groups[2].Value, $"{page} links to {link.Value}");
        }
    }

    private static IEnumerable<string> Anchors(string page) => Repository.Read(page).Split('\n')
        .Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));

    private static TheoryData<string> Lines(string program) =>
    [
        .. Snippet.All().Where(snippet => snippet.Language != "text").SelectMany(snippet => snippet.Commands().Select((words, i) => (words, At: $"{snippet} {i}"))).Where(one => one.words[0] == program).Select(one => one.At),
    ];

    private static string[] CommandAt(string at)
    {
        var (place, index) = (at.Split(' ')[0], int.Parse(at.Split(' ')[1], null));
        return Snippet.All().Single(snippet => snippet.ToString() == place).Commands().ElementAt(index);
    }

    private static IEnumerable<string> After(string[] words, string option) => words.Index().Where(word => word.Item == option).Select(word => words[word.Index + 1]);
}
