using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Upstream.Verdicts;

/// <summary>One recorded shape of an upstream answer, and what it has to be judged as.</summary>
internal sealed class VerdictCase
{
    private const string Prefix = "verdicts/";
    private readonly JsonElement _json;

    private VerdictCase(string name, JsonElement json)
    {
        Name = name;
        _json = json;
    }

    public string Name { get; }

    public string Provider => _json.GetProperty("provider").GetString()!;

    public DateTimeOffset Now => _json.GetProperty("now").GetDateTimeOffset();

    public JsonElement Expected => _json.GetProperty("expect");

    public static IEnumerable<string> Names() =>
        typeof(VerdictCase).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal);

    public static VerdictCase Load(string name)
    {
        using var stream = typeof(VerdictCase).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var document = JsonDocument.Parse(stream);
        return new VerdictCase(name, document.RootElement.Clone());
    }

    /// <summary>The bytes the upstream sent; empty for a fault below HTTP.</summary>
    public byte[] Body()
    {
        if (!_json.TryGetProperty("body", out var body) && !_json.TryGetProperty("frame", out body))
            return [];
        return Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
    }

    public int Status => _json.TryGetProperty("status", out var status) ? status.GetInt32() : 0;

    public HttpHeadersNonValidated Headers()
    {
        var response = new HttpResponseMessage();
        if (_json.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                response.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        }

        return response.Headers.NonValidated;
    }

    public Judgement Judge()
    {
        if (_json.TryGetProperty("exception", out var exception))
            return Classifier.JudgeFault(Fault(exception.GetString()!));

        return _json.TryGetProperty("frame", out _)
            ? Classifier.JudgeErrorFrame(Body(), Now)
            : Classifier.JudgeResponse(Status, Headers(), Body(), Now);
    }

    private static Exception Fault(string name) => name switch
    {
        "dns" => new HttpRequestException(HttpRequestError.NameResolutionError, "no such host", new SocketException((int)SocketError.HostNotFound)),
        "refused" => new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)),
        "tls" => new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("the certificate is not trusted")),
        "address" => new HttpRequestException(HttpRequestError.ConnectionError, "not dialled", new IOException("a private address needs local: true")),
        "reset" => new HttpRequestException(HttpRequestError.Unknown, "copying failed", new IOException("read failed", new SocketException((int)SocketError.ConnectionReset))),
        "ended" => new HttpIOException(HttpRequestError.ResponseEnded, "the response ended prematurely"),
        "cancelled" => new OperationCanceledException(),
        "timeout" => new TaskCanceledException("deadline", new TimeoutException()),
        "too_large" => new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "larger than the buffer"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown fault in a corpus file."),
    };
}
