using System.Text;
using Gratis.Gateway.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace Gratis.Gateway.Tests.HostileRequests;

/// <summary>One gateway that has to live through everything; none of it may leave an error in its log.</summary>
public sealed class HostileGateway : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private int _told;

    internal TestGateway Gateway { get; private set; } = null!;

    internal FakeUpstream Upstream => _upstream;

    private string Host => Gateway.Address.Authority;

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        Gateway = await TestGateway.StartAsync($$"""
            providers:
              one: { base_url: "{{_upstream.BaseUrl}}", api_key: k-one }
            """);
    }

    /// <summary>Sends the bytes of a request and reads the response; null: the connection was closed without one.</summary>
    internal async Task<RawResponse?> SendAsync(string latin1)
    {
        await using var client = await Gateway.ConnectAsync();
        await client.SendAsync(latin1.Replace("{host}", Host, StringComparison.Ordinal));
        return await client.ReadResponseAsync();
    }

    /// <summary>Whatever came before: the gateway answers the next client as if nothing had been.</summary>
    internal async Task ShouldStillServeAsync()
    {
        (await Gateway.ChatAsync("one/good")).ShouldBeServed();
        var errors = Gateway.Log.Lines.Where(l => l.Level >= LogLevel.Error).Skip(_told).ToList();
        _told += errors.Count;
        errors.ShouldBeEmpty();
    }

    /// <summary>A well-formed post, but for what is put into it.</summary>
    internal static string Post(string body, string headers = "", string? type = "application/json", string path = Ask.Path, string? length = null) =>
        $"POST {path} HTTP/1.1\r\nHost: {{host}}\r\n" + (type is null ? "" : $"Content-Type: {type}\r\n")
        + $"Content-Length: {length ?? Encoding.Latin1.GetByteCount(body).ToString(null, null)}\r\n{headers}\r\n{body}";

    /// <summary>The same in chunks as they are given.</summary>
    internal static string Chunked(string chunks, string coding = "chunked") =>
        $"POST {Ask.Path} HTTP/1.1\r\nHost: {{host}}\r\nContent-Type: application/json\r\nTransfer-Encoding: {coding}\r\n\r\n{chunks}";

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }
}
