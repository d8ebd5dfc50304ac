using System.Net;
using System.Net.Sockets;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Hosting;

/// <summary>
/// The door for code in the same process: an HTTP handler that opens no socket. The provider is chosen by the host name
/// <c>openrouter.sim</c> (the catalogue: <c>models.dev.sim</c>), or by the path prefix <c>/openrouter</c> under any other host. Bodies are read lazily, in the world's time.
/// It decompresses nothing and follows no redirect.
/// </summary>
public sealed class SimulatorHandler : HttpMessageHandler
{
    private readonly World _world;

    /// <summary>A door to a world.</summary>
    public SimulatorHandler(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
    }

    /// <summary>The network address that limits by address see.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var playback = _world.Open(Read(request, body));
        if (!await playback.GreetAsync(cancellationToken))
            throw Dead(playback.Reply.Greeting);

        var response = new HttpResponseMessage((HttpStatusCode)playback.Reply.Status) { RequestMessage = request, Content = new PlaybackContent(playback) };
        foreach (var (name, value) in playback.Reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private SimRequest Read(HttpRequestMessage request, byte[] body)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, values) in request.Headers.NonValidated)
            headers.Add(new(name, values.ToString()));
        if (request.Content is not null)
        {
            foreach (var (name, values) in request.Content.Headers.NonValidated)
                headers.Add(new(name, values.ToString()));
        }

        return new SimRequest(request.Method.Method, uri.Host, Uri.UnescapeDataString(uri.AbsolutePath), uri.Query, headers, body) { Address = Address };
    }

    private static HttpRequestException Dead(Greeting greeting)
    {
        if (greeting is Greeting.Refused)
        {
            var refused = new SocketException((int)SocketError.ConnectionRefused);
            return new HttpRequestException(HttpRequestError.ConnectionError, refused.Message, refused);
        }

        var reset = new SocketException((int)SocketError.ConnectionReset);
        return new HttpRequestException("An error occurred while sending the request.",
            new IOException("Unable to read data from the transport connection: " + reset.Message, reset));
    }
}
