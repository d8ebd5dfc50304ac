using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>Who may look and who may touch.</summary>
public sealed class CataloguePolicyTests
{
    private static readonly (string Name, string Value) Client = ("Authorization", "Bearer client-key");

    [Theory]
    [InlineData("PUT", "/v1/gateway/models")]
    [InlineData("POST", "/v1/gateway/models/reset")]
    [InlineData("POST", "/v1/gateway/models/auto-rank")]
    [InlineData("POST", "/v1/gateway/models/one/m/enable")]
    [InlineData("POST", "/v1/gateway/models/one/m/disable")]
    [InlineData("POST", "/v1/gateway/models/one/m/health/reset")]
    [InlineData("GET", "/admin/api/routes/one/m")]
    [InlineData("PUT", "/admin/api/routes/one/m")]
    [InlineData("GET", "/admin/api/favorite-free-models")]
    [InlineData("PUT", "/admin/api/favorite-free-models")]
    [InlineData("GET", "/admin/api/config")]
    [InlineData("GET", "/admin/api/discovery")]
    [InlineData("POST", "/admin/api/discovery/refresh")]
    public async Task Only_the_owner_may(string method, string path)
    {
        await using var gateway = await StartAsync();

        (await gateway.SendAsync(new HttpMethod(method), path, null)).ShouldBeError(401, "invalid_api_key");
        (await gateway.SendAsync(new HttpMethod(method), path, null, Client)).ShouldBeError(401, "invalid_api_key");
        (await gateway.OwnerAsync(new HttpMethod(method), path)).Status.ShouldNotBe(401);
    }

    [Fact]
    public async Task Clients_may_read_the_catalogue()
    {
        await using var gateway = await StartAsync();

        (await gateway.GetAsync("/v1/gateway/models")).ShouldBeError(401, "invalid_api_key");
        (await gateway.GetAsync("/v1/gateway/models", Client)).ShouldBeServed();
    }

    [Fact]
    public async Task What_the_owner_is_told_is_kept_by_nobody_on_the_way()
    {
        await using var gateway = await StartAsync();

        foreach (var path in (string[])["/admin/api/routes/one/m", "/admin/api/favorite-free-models", "/admin/api/config", "/admin/api/discovery"])
            (await gateway.OwnerAsync(HttpMethod.Get, path)).ShouldBeServed()["Cache-Control"].ShouldBe("no-store");
    }

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync($$"""
        auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: client, key: client-key } ] }
        providers: { one: { base_url: "http://127.0.0.1:9/v1", models: [ { id: m, free: true } ] } }
        """);
}
