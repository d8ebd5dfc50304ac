using System.Net.Sockets;
using System.Text;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>A client that speaks bytes, for everything no HTTP library would send.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private byte[] _unread = [];

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(address.Host, address.Port);
        return client;
    }

    public Task SendAsync(string latin1) => SendAsync(Encoding.Latin1.GetBytes(latin1));

    /// <summary>Sends; false when the other side no longer listens.</summary>
    public async Task<bool> SendAsync(byte[] bytes)
    {
        try
        {
            await _tcp.GetStream().WriteAsync(bytes).AsTask().Soon();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing more will come.</summary>
    public void EndSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The next response; null when the connection closed without one.</summary>
    public async Task<RawResponse?> ReadResponseAsync()
    {
        int end;
        while ((end = _unread.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync())
                return null;
        }

        var lines = Encoding.Latin1.GetString(_unread, 0, end).Split("\r\n");
        _unread = _unread[(end + 4)..];
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).GroupBy(p => p[0], p => p[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => string.Join(", ", g), StringComparer.OrdinalIgnoreCase);
        var status = int.Parse(lines[0].Split(' ')[1], null);
        return new RawResponse(status, headers, status == 100 ? [] : await ReadBodyAsync(headers));
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out var length))
            return await TakeAsync(int.Parse(length, null));
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
            return await ReadChunksAsync();

        while (await FillAsync())
        {
        }

        return await TakeAsync(_unread.Length);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        var body = new List<byte>();
        while (true)
        {
            int end;
            while ((end = _unread.AsSpan().IndexOf("\r\n"u8)) < 0)
                (await FillAsync()).ShouldBeTrue("the response ended inside a chunk");
            var size = Convert.ToInt32(Encoding.ASCII.GetString(_unread, 0, end), 16);
            _unread = _unread[(end + 2)..];
            body.AddRange(await TakeAsync(size));
            await TakeAsync(2);
            if (size == 0)
                return [.. body];
        }
    }

    private async Task<byte[]> TakeAsync(int count)
    {
        while (_unread.Length < count)
            (await FillAsync()).ShouldBeTrue("the response ended inside its body");
        var taken = _unread[..count];
        _unread = _unread[count..];
        return taken;
    }

    private async Task<bool> FillAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var read = await _tcp.GetStream().ReadAsync(buffer).Soon();
            _unread = [.. _unread, .. buffer.AsSpan(0, read)];
            return read > 0;
        }
        catch (IOException)
        {
            // Reset: as good as closed.
            return false;
        }
    }
}

/// <summary>A response as it came over the socket.</summary>
internal sealed record RawResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
