using System.Net;
using System.Net.Sockets;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>An upstream that answers every request with the same bytes, HTTP or not, and closes.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly Task _serving;
    private int _calls;

    public RawUpstream(byte[] answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string BaseUrl => $"http://{_listener.LocalEndpoint}/v1";

    public int Calls => Volatile.Read(ref _calls);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptSocketAsync();
                await AnswerAsync(connection);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        var buffer = new byte[16 * 1024];
        var read = 0;

        // Test requests are small: they end with the brace that closes their body.
        while (read == 0 || buffer[read - 1] != (byte)'}')
        {
            var more = await connection.ReceiveAsync(buffer.AsMemory(read));
            if (more == 0)
                return;
            read += more;
        }

        Interlocked.Increment(ref _calls);
        await connection.SendAsync(_answer);
        connection.Shutdown(SocketShutdown.Both);
    }
}

/// <summary>A port that nobody listens on, and that nobody else can take meanwhile.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string BaseUrl => $"http://{_bound.LocalEndPoint}/v1";

    public void Dispose() => _bound.Dispose();
}
