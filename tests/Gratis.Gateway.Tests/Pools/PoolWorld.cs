using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Pools;

/// <summary>What the tests of pools ask for and look at.</summary>
internal static class PoolWorld
{
    public const string Discovery = "/admin/api/discovery";

    /// <summary>A request that offers a tool.</summary>
    public static string AskWithTools(string model) =>
        $$$$$"""{"model":"{{{{{model}}}}}","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]}""";

    /// <summary>The routes behind a name.</summary>
    public static async Task<string[]> CandidatesAsync(this TestGateway gateway, string model) =>
        [.. (await gateway.GetAsync("/v1/models/" + model)).ShouldBeServed().Json.GetProperty("candidates").EnumerateArray().Select(id => id.GetString()!)];

    /// <summary>The names that clients are offered.</summary>
    public static async Task<string[]> OfferedAsync(this TestGateway gateway) =>
        [.. (await gateway.GetAsync("/v1/models")).ShouldBeServed().Json.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];

    /// <summary>What was told of <c>primary</c>, newest first.</summary>
    public static async Task<string[]> PrimaryNewsAsync(this TestGateway gateway) =>
    [
        .. (await gateway.OwnerAsync(HttpMethod.Get, Discovery)).ShouldBeServed().Json.GetProperty("news").EnumerateArray()
            .Where(item => item.GetProperty("route").GetString() == "primary").Select(item => item.GetProperty("what").GetString()!),
    ];
}
