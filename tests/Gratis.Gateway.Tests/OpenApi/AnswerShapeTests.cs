using System.Text;
using System.Text.Json.Nodes;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.OpenApi;

/// <summary>Real answers have the shape that is described, with no member more and none less.</summary>
public sealed class AnswerShapeTests(AnswerShapeTests.World world) : IClassFixture<AnswerShapeTests.World>
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/ready")]
    [InlineData("/v1/models")]
    [InlineData("/v1/models/{id}", "/v1/models/one/m")]
    [InlineData("/v1/models/{id}", "/v1/models/free")]
    [InlineData("/v1/providers/status")]
    [InlineData("/v1/gateway/models")]
    [InlineData("/v1/gateway/endpoint-diagnosis")]
    [InlineData("/admin/api/quotas", "/admin/api/quotas?all=true")]
    [InlineData("/admin/api/requests")]
    [InlineData("/admin/api/client-keys")]
    [InlineData("/admin/api/config")]
    [InlineData("/admin/api/discovery")]
    [InlineData("/admin/api/favorite-free-models")]
    [InlineData("/admin/api/routes/{route_id}", "/admin/api/routes/one/m")]
    [InlineData("/admin/api/accounts")]
    [InlineData("/admin/api/providers")]
    [InlineData("/admin/api/usage", "/admin/api/usage?range=7d&by=route")]
    [InlineData("/admin/api/overview")]
    [InlineData("/admin/api/session")]
    [InlineData("/admin/api/audit")]
    public Task What_is_read(string path, string? asked = null) => ShouldFitAsync(HttpMethod.Get, path, asked ?? path);

    [Theory]
    [InlineData("/v1/chat/completions", """{"model":"one/m","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/gateway/explain", """{"model":"auto","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/gateway/models/auto-rank", "")]
    [InlineData("/v1/gateway/endpoint-diagnosis/apply", """{"suggestion_ids":["none"]}""")]
    [InlineData("/v1/gateway/endpoint-diagnosis/dismiss", """{"suggestion_ids":["none"]}""")]
    [InlineData("/admin/api/session", """{"token":"owner-token"}""")]
    [InlineData("/admin/api/session/link", "")]
    public Task What_is_answered_to_a_change(string path, string body) => ShouldFitAsync(HttpMethod.Post, path, path, body);

    [Theory]
    [InlineData("/v1/gateway/models/{route_id}/enable", "/v1/gateway/models/one/m/enable")]
    [InlineData("/v1/gateway/models/{route_id}/health/reset", "/v1/gateway/models/one/m/health/reset")]
    [InlineData("/v1/gateway/models/{route_id}/probe-capabilities", "/v1/gateway/models/one/m/probe-capabilities")]
    public Task What_is_answered_to_a_change_of_a_route(string path, string asked) => ShouldFitAsync(HttpMethod.Post, path, asked, "");

    [Fact]
    public async Task A_request_with_its_plan_and_a_pool_with_its_curve()
    {
        var requests = (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/requests")).Json.GetProperty("requests");
        await ShouldFitAsync(HttpMethod.Get, "/admin/api/requests/{id}", "/admin/api/requests/" + requests[0].GetProperty("id").GetString());

        var pools = (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/quotas?all=true")).Json.GetProperty("pools");
        await ShouldFitAsync(HttpMethod.Get, "/admin/api/quotas/history", "/admin/api/quotas/history?pool=" + Uri.EscapeDataString(pools[0].GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task A_key_that_is_issued_changed_and_rotated()
    {
        const string One = "/admin/api/client-keys/{id}";
        var issued = await ShouldFitAsync(HttpMethod.Post, "/admin/api/client-keys", "/admin/api/client-keys", """{"name":"shape"}""", "201");
        var path = "/admin/api/client-keys/" + issued["id"]!.GetValue<string>();

        await ShouldFitAsync(HttpMethod.Put, One, path, """{"name":"shape","limits":{"rpm":1},"privacy":"no_training","max_wait_seconds":3}""");
        await ShouldFitAsync(HttpMethod.Post, One + "/rotate", path + "/rotate", "");
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/v1/models/none")]
    [InlineData("/admin/api/audit?limit=0")]
    public async Task An_error(string path) => Fits(world.Document["components"]!["schemas"]!["Error"]!, await world.Gateway.OwnerAsync(HttpMethod.Get, path));

    [Fact]
    public async Task An_error_with_its_attempts()
    {
        var failed = await world.Gateway.PostAsync(Ask.Path, Ask.Of("broken/m"), ("x-api-key", "laptop-key"), ("X-Gateway-Max-Wait", "0"));

        failed.ShouldBeError(502, "all_candidates_failed");
        Fits(world.Document["components"]!["schemas"]!["Error"]!, failed);
    }

    private async Task<JsonNode> ShouldFitAsync(HttpMethod method, string path, string asked, string? body = null, string status = "200")
    {
        var operation = Described.In(world.Document).Single(known => known.Method == method.Method && known.Path == path);
        var isOwners = operation.Node["security"]!.ToJsonString().Contains("adminToken", StringComparison.Ordinal);
        var reply = await world.Gateway.SendAsync(
            method, asked, body is null ? null : Encoding.UTF8.GetBytes(body), isOwners ? ("Authorization", "Bearer " + Owner.Token) : ("x-api-key", "laptop-key"));

        reply.Status.ToString(null, null).ShouldBe(status, reply.Text);
        return Fits(operation.Node["responses"]![status]!["content"]!["application/json"]!["schema"]!, reply);
    }

    private JsonNode Fits(JsonNode schema, Reply reply)
    {
        var value = JsonNode.Parse(reply.Body)!;
        SchemaCheck.Errors(world.Document, schema, value).ShouldBeEmpty(reply.Text.Length > 2000 ? reply.Text[..2000] : reply.Text);
        return value;
    }

    /// <summary>A gateway in which there is something to show of everything.</summary>
    public sealed class World : IAsyncLifetime
    {
        private FakeUpstream _upstream = null!;

        internal TestGateway Gateway { get; private set; } = null!;

        internal JsonNode Document { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _upstream = await FakeUpstream.StartAsync();
            _upstream.Otherwise = Answers.Chat("fine");
            Gateway = await TestGateway.StartAsync($$"""
                auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: laptop, key: laptop-key, rpm: 1000 } ] }
                providers:
                  one: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, limits: { rpm: 100, rpd: 1000, concurrency: 5 }, models: [ { id: m, tools: true, context: 8192 }, { id: n, price: { input: 1, output: 2 } } ] }
                  broken: { base_url: "http://127.0.0.1:9/v1", api_key: k, free: all, models: [ { id: m } ] }
                favorite_free_models: [ one/m ]
                """);
            (await Gateway.ChatAsync("one/m", ("x-api-key", "laptop-key"))).ShouldBeServed();
            Document = JsonNode.Parse((await Gateway.GetAsync("/openapi.json")).Body)!;
        }

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await _upstream.DisposeAsync();
        }
    }
}
