using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gratis.Benchmarks.Embedding;

/// <summary>An upstream on loopback that answers every request with the same bytes and does as little else as it can.</summary>
internal sealed class CannedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _response;
    private readonly TimeSpan _thinks;

    /// <param name="body">What it answers.</param>
    /// <param name="thinks">How long it takes over that.</param>
    public CannedServer(byte[] body, TimeSpan thinks)
    {
        _thinks = thinks;
        _response = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
        _listener.Start();
        _ = AcceptAsync();
    }

    public string BaseUrl => $"http://{_listener.LocalEndpoint}/v1";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The end of the benchmark.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using (socket)
        {
            var buffer = new byte[64 * 1024];
            var length = 0;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0)
                    return;
                length += read;
                if (!IsWhole(buffer.AsSpan(0, length)))
                    continue;
                length = 0;
                if (_thinks > TimeSpan.Zero)
                    await Task.Delay(_thinks, TimeProvider.System);
                await socket.SendAsync(_response);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var head = request.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var name = "Content-Length: "u8;
        var at = request[..head].IndexOf(name);
        if (at < 0)
            return request.EndsWith("0\r\n\r\n"u8) && request.Length > head + 4;
        var rest = request[(at + name.Length)..];
        return request.Length - head - 4 >= int.Parse(rest[..rest.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }
}
