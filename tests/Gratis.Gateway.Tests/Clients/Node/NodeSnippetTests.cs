using Gratis.Gateway.Tests.Docs;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Clients.Node;

/// <summary>The JavaScript of the pages runs as it stands there.</summary>
[Collection(NodePackages.Name)]
public sealed class NodeSnippetTests
{
    public static TheoryData<string> Snippets => [.. Snippet.All().Where(snippet => snippet.Language is "js" or "ts").Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task A_snippet_gets_an_answer(string at)
    {
        await using var gateway = await TestGateway.StartAsync("", new GatewaySetup { IsDemo = true });
        var snippet = Snippet.All().Single(one => one.ToString() == at);
        snippet.Text.ShouldContain("http://127.0.0.1:8000");

        var said = await NodePackages.RunAsync(gateway.Address, "any", snippet.Text.Replace("http://127.0.0.1:8000", gateway.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), "--input-type=module");

        said.Trim().ShouldNotBeEmpty();
    }
}
