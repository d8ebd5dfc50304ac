using System.Net;
using System.Text;
using System.Text.Json;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>A whole response of the gateway.</summary>
internal sealed record Reply(HttpStatusCode Code, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public int Status => (int)Code;

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The error's code; fails where the body is no error of the gateway's.</summary>
    public string ErrorCode => Json.GetProperty("error").GetProperty("code").GetString()!;

    public string ErrorMessage => Json.GetProperty("error").GetProperty("message").GetString()!;

    /// <summary>A header's value; null when it is not there.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, HeadersOf(response), await response.Content.ReadAsByteArrayAsync());

    public static IReadOnlyDictionary<string, string> HeadersOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The gateway's own refusal: this status and code, and every part of the shape clients know.</summary>
    public Reply ShouldBeError(int status, string code)
    {
        Status.ShouldBe(status, Text);
        this["Content-Type"].ShouldBe("application/json; charset=utf-8");
        var error = Json.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code, Text);
        error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("type").GetString().ShouldNotBeNullOrWhiteSpace();
        error.TryGetProperty("param", out _).ShouldBeTrue("an error names its parameter, or null");
        return this;
    }

    public Reply ShouldBeServed()
    {
        Status.ShouldBe(200, Text);
        return this;
    }
}

/// <summary>A response that is still coming.</summary>
internal sealed class OpenReply(HttpResponseMessage response) : IDisposable
{
    private readonly MemoryStream _read = new();

    public int Status => (int)response.StatusCode;

    public IReadOnlyDictionary<string, string> Headers { get; } = Reply.HeadersOf(response);

    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>What has come so far.</summary>
    public string Text => Encoding.UTF8.GetString(_read.ToArray());

    /// <summary>Reads until these characters have come.</summary>
    public async Task<string> ReadUntilAsync(string awaited)
    {
        while (!Text.Contains(awaited, StringComparison.Ordinal))
            (await ReadMoreAsync()).ShouldBeTrue($"the stream ended before '{awaited}' came: {Text}");
        return Text;
    }

    public async Task<string> ReadToEndAsync()
    {
        while (await ReadMoreAsync())
        {
        }

        return Text;
    }

    public void Dispose()
    {
        response.Dispose();
        _read.Dispose();
    }

    private async Task<bool> ReadMoreAsync()
    {
        var buffer = new byte[4096];
        var read = await (await response.Content.ReadAsStreamAsync()).ReadAsync(buffer).Soon();
        _read.Write(buffer.AsSpan(0, read));
        return read > 0;
    }
}
