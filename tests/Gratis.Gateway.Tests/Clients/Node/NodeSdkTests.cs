namespace Gratis.Gateway.Tests.Clients.Node;

/// <summary>The OpenAI SDK for Node, as it comes. What is asked of it stands in <c>tests/clients/node</c>, one file a topic.</summary>
[Collection(NodePackages.Name)]
public sealed class NodeSdkTests
{
    public static TheoryData<string> Topics => [.. Directory.EnumerateFiles(NodePackages.Folder, "*.test.js").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task It_gets_along_with_the_gateway(string topic)
    {
        await using var world = await SdkWorld.StartAsync();

        var said = await NodePackages.RunAsync(world.Endpoint, SdkWorld.Key, null, "--test", "--test-reporter=tap", topic);

        said.ShouldContain("# fail 0");
        said.ShouldNotContain("# pass 0");
    }
}
