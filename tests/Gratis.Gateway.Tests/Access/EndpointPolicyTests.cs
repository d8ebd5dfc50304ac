using Gratis.AspNetCore.Access;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Quotas;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Access;

public sealed class EndpointPolicyTests
{
    private const string NoProviders = "discovery: { enabled: false }";

    [Fact]
    public async Task Every_endpoint_names_exactly_one_policy()
    {
        await using var gateway = await TestGateway.StartAsync(NoProviders);

        var endpoints = gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        endpoints.Count.ShouldBeGreaterThan(5);
        endpoints.ShouldAllBe(e => e.Metadata.GetOrderedMetadata<AccessRequirement>().Count == 1);
    }

    [Fact]
    public async Task Whatever_lies_below_admin_is_the_owners_but_for_the_door_where_one_signs_in()
    {
        await using var gateway = await TestGateway.StartAsync(NoProviders);

        var admin = gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("admin", StringComparison.OrdinalIgnoreCase));

        admin.Where(e => e.Metadata.GetMetadata<AccessRequirement>()!.Policy != AccessPolicy.Admin)
            .Select(e => $"{string.Join(' ', e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)} {e.RoutePattern.RawText}")
            .ShouldBe(["POST /admin/api/session"]);
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_is_closed_to_everyone()
    {
        await using var host = await PolicyHost.StartAsync(PolicyHost.Rules with { AdminToken = KeyHash.Of("admin-token") });

        (await host.GetAsync("/nobody-said", ("Authorization", "Bearer admin-token"))).ShouldBeError(403, "forbidden");
    }

    [Fact]
    public async Task The_admin_policy_takes_the_admin_token_and_nothing_else()
    {
        await using var host = await PolicyHost.StartAsync(PolicyHost.Rules with
        {
            AdminToken = KeyHash.Of("admin-token"),
            ClientKeys = [new ClientKey("laptop", new ClientTerms { Name = "laptop" }, KeyHash.Of("client-key"), new QuotaLedger(TimeProvider.System))],
        });

        var refused = (await host.GetAsync("/admin")).ShouldBeError(401, "invalid_api_key");
        refused["WWW-Authenticate"].ShouldBe("Bearer");
        (await host.GetAsync("/admin", ("Authorization", "Bearer client-key"))).ShouldBeError(401, "invalid_api_key");
        (await host.GetAsync("/admin", ("Authorization", "Bearer "))).ShouldBeError(401, "invalid_api_key");
        (await host.GetAsync("/admin", ("Authorization", "Basic admin-token"))).ShouldBeError(401, "invalid_api_key");
        (await host.GetAsync("/admin", ("Authorization", "Bearer admin-token"))).ShouldBeServed();
        (await host.GetAsync("/data", ("Authorization", "Bearer admin-token"))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task Without_an_admin_token_nobody_is_admin()
    {
        await using var host = await PolicyHost.StartAsync(PolicyHost.Rules);

        (await host.GetAsync("/admin")).ShouldBeError(401, "invalid_api_key");
        (await host.GetAsync("/admin", ("Authorization", "Bearer x"))).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task A_public_server_whose_last_client_key_was_removed_serves_nobody()
    {
        await using var host = await PolicyHost.StartAsync(PolicyHost.Rules with { IsLoopback = false });

        (await host.GetAsync("/data")).ShouldBeError(401, "invalid_api_key").ErrorMessage.ShouldContain("auth.client_keys");
        (await host.GetAsync("/open")).ShouldBeServed();
    }
}
