using System.IO.Compression;
using System.Text;
using Gratis.Gateway.Tests.Fixtures;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Gratis.Gateway.Tests.HostileRequests.HostileGateway;

namespace Gratis.Gateway.Tests.HostileRequests;

public sealed class HostileConnectionTests(HostileGateway hostile) : IClassFixture<HostileGateway>
{
    private static readonly string Good = Ask.Of("one/good");

    private TestGateway Gateway => hostile.Gateway;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_with_or_without_its_length(bool announced)
    {
        using var request = Gateway.Request(HttpMethod.Post, Ask.Path, new byte[21_000_000]);
        request.Headers.TransferEncodingChunked = !announced;
        using var response = await Gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        (await Reply.ReadAsync(response)).ShouldBeError(413, "request_too_large").ErrorMessage.ShouldContain("max_request_bytes");
        await hostile.ShouldStillServeAsync();
    }

    [Fact]
    public async Task A_body_exactly_at_the_limit_is_taken()
    {
        var head = Good[..^1] + ",\"x\":\"";
        var body = Encoding.UTF8.GetBytes(head + new string('a', 20_000_000 - head.Length - 2) + "\"}");
        body.Length.ShouldBe(20_000_000);

        (await Gateway.SendAsync(HttpMethod.Post, Ask.Path, body)).ShouldBeServed();
    }

    [Fact]
    public async Task A_compressed_body_is_refused_by_name_of_its_encoding()
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await zip.WriteAsync(Encoding.UTF8.GetBytes(Good), TestContext.Current.CancellationToken);
        using var request = Gateway.Request(HttpMethod.Post, Ask.Path, packed.ToArray());
        request.Content!.Headers.ContentEncoding.Add("gzip");
        using var response = await Gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var reply = await Reply.ReadAsync(response);

        reply.ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("Content-Encoding");
        reply.ErrorMessage.ShouldContain("gzip");
    }

    [Fact]
    public async Task A_client_that_expects_a_go_ahead_gets_it()
    {
        await using var client = await Gateway.ConnectAsync();
        var request = Post(Good, "Expect: 100-continue\r\n").Replace("{host}", Gateway.Address.Authority, StringComparison.Ordinal);
        await client.SendAsync(request[..^Good.Length]);

        (await client.ReadResponseAsync())!.Status.ShouldBe(100);
        await client.SendAsync(Good);
        (await client.ReadResponseAsync())!.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_that_expects_a_go_ahead_for_too_much_gets_the_refusal_instead()
    {
        var response = await hostile.SendAsync(Post("", "Expect: 100-continue\r\n", length: "30000000"));

        response!.Status.ShouldBe(413);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order_good_or_bad()
    {
        await using var client = await Gateway.ConnectAsync();
        var three = Post(Good) + Post("{}") + "GET /health HTTP/1.1\r\nHost: {host}\r\n\r\n";
        await client.SendAsync(three.Replace("{host}", Gateway.Address.Authority, StringComparison.Ordinal));

        (await client.ReadResponseAsync())!.Text.ShouldContain("hello");
        (await client.ReadResponseAsync())!.Text.ShouldContain("messages");
        (await client.ReadResponseAsync())!.Text.ShouldContain("\"status\":\"ok\"");
    }

    [Fact]
    public async Task An_old_client_is_served()
    {
        var response = await hostile.SendAsync(Post(Good).Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal));

        response!.Status.ShouldBe(200);
        response.Text.ShouldContain("hello");
    }

    [Fact]
    public async Task An_absolute_target_that_names_this_gateway_is_served()
    {
        var response = await hostile.SendAsync(Post(Good, path: "http://{host}" + Ask.Path));

        response!.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("one/with,comma=served")]
    [InlineData("one/ümlaut-日本")]
    [InlineData("one/../../etc/passwd")]
    [InlineData("one/a b")]
    [InlineData("one/%0d%0aX-Evil: 1")]
    public async Task A_model_name_cannot_forge_a_header(string model)
    {
        var reply = (await Gateway.ChatAsync(model)).ShouldBeServed();

        hostile.Upstream.Calls.ShouldContain(c => "one/" + c.Model == model);
        reply["X-Evil"].ShouldBeNull();
        reply["X-Gateway-Trail"]!.Split(',').Length.ShouldBe(1);
        reply["X-Gateway-Trail"].ShouldEndWith("=served");
        Uri.UnescapeDataString(reply["X-Gateway-Route"]!.Replace("%25", "%", StringComparison.Ordinal)).ShouldStartWith("one/");
    }

    [Theory]
    [InlineData("X-Title")]
    [InlineData("HTTP-Referer")]
    [InlineData("User-Agent")]
    public async Task A_client_header_that_is_not_ascii_harms_neither_the_call_nor_the_route(string header)
    {
        var raw = Post(Good, header + ": caf\u00c3\u00a9\r\n");

        var response = await hostile.SendAsync(raw);

        response!.Status.ShouldBe(200, response.Text);
        response.Headers["X-Gateway-Attempts"].ShouldBe("1");
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_body_is_no_error_of_ours()
    {
        var calls = hostile.Upstream.Calls.Count;
        await using (var client = await Gateway.ConnectAsync())
            await client.SendAsync(Post("{\"messages\":", length: "5000").Replace("{host}", Gateway.Address.Authority, StringComparison.Ordinal));

        await hostile.ShouldStillServeAsync();
        hostile.Upstream.Calls.Count.ShouldBe(calls + 1);
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up_after_the_time_a_request_may_take()
    {
        await using var gateway = await TestGateway.StartAsync($$"""
            server: { max_concurrent_requests: 1, max_queued_requests: 0, request_timeout_seconds: 3600 }
            providers:
              one: { base_url: "{{hostile.Upstream.BaseUrl}}" }
            """);
        await using var client = await gateway.ConnectAsync();
        await client.SendAsync(Post("{\"messages\":", "Expect: 100-continue\r\n", length: "5000").Replace("{host}", gateway.Address.Authority, StringComparison.Ordinal));
        (await client.ReadResponseAsync())!.Status.ShouldBe(100);

        // It holds no place meanwhile.
        (await gateway.ChatAsync("one/good")).ShouldBeServed();
        gateway.Time.Skip(TimeSpan.FromHours(1));

        var refusal = (await client.ReadResponseAsync()).ShouldNotBeNull();
        refusal.Status.ShouldBe(408);
        refusal.Text.ShouldContain("too slowly");
    }

    [Fact]
    public void The_server_itself_bounds_slow_bodies_and_slow_headers()
    {
        var limits = Gateway.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        limits.MinRequestBodyDataRate.ShouldNotBeNull();
        limits.RequestHeadersTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
    }
}
