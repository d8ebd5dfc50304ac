using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.HostileRequests.HostileGateway;

namespace Gratis.Gateway.Tests.HostileRequests;

/// <summary>A request no well-meaning client sends.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Bytes">What goes over the wire, in Latin-1; <c>{host}</c> stands for the gateway's own.</param>
/// <param name="Status">What it must be answered with.</param>
/// <param name="Code">The gateway's error code; null where the bytes never became an HTTP request, so that the server answers by itself, without a body.</param>
internal sealed record HostileRequest(string Name, string Bytes, int Status, string? Code)
{
    private static readonly string Good = Ask.Of("one/good");

    public static IReadOnlyList<HostileRequest> All { get; } =
    [
        // The content type.
        Ours("plain text", Post(Good, type: "text/plain")),
        Ours("a form", Post(Good, type: "application/x-www-form-urlencoded")),
        Ours("a multipart form", Post(Good, type: "multipart/form-data; boundary=x")),
        Ours("octets", Post(Good, type: "application/octet-stream")),
        Ours("XML", Post(Good, type: "application/xml")),
        Ours("a type that only begins like JSON", Post(Good, type: "application/jsonp")),
        Ours("a type that only mentions JSON", Post(Good, type: "text/plain; kind=+json")),
        Ours("two content types", Post(Good, "Content-Type: text/plain\r\n")),
        Ours("JSON in UTF-16 by its own word", Post("\u00fe\u00ff", type: "application/json; charset=utf-16")),

        // The encoding.
        Ours("compressed", Post(Good, "Content-Encoding: gzip\r\n")),
        Ours("compressed twice", Post(Good, "Content-Encoding: br, gzip\r\n")),
        Ours("an unknown encoding", Post(Good, "Content-Encoding: rot13\r\n")),

        // The length.
        Ours("no length", $"POST {Ask.Path} HTTP/1.1\r\nHost: {{host}}\r\nContent-Type: application/json\r\n\r\n"),
        Ours("length zero", Post("")),
        Bare("two lengths", Post(Good, "Content-Length: 3\r\n")),
        Bare("a length in letters", Post(Good, length: "many")),
        Bare("a negative length", Post(Good, length: "-1")),
        Ours("a length with a sign", Post(Good, length: "+5")),
        Bare("a length in hexadecimal", Post(Good, length: "0x10")),
        Bare("a length beyond counting", Post(Good, length: "99999999999999999999")),
        Ours("a length beyond the limit", Post("", length: "20000001"), 413, "request_too_large"),
        Ours("a length far beyond the limit", Post("", length: "9223372036854775807"), 413, "request_too_large"),

        // Chunks.
        Ours("chunks that are none", Chunked("hello\r\n")),
        Ours("a chunk size too large to be one", Chunked("FFFFFFFFFFFFFFFFF\r\nhello")),
        Ours("a negative chunk size", Chunked("-5\r\nhello\r\n")),
        Ours("a chunk longer than it says", Chunked("2\r\nhello\r\n0\r\n\r\n")),
        Ours("a chunk without its size", Chunked("\r\nhello\r\n0\r\n\r\n")),
        Ours("no chunk at all", Chunked("0\r\n\r\n")),
        Bare("a transfer coding nobody knows", Chunked("5\r\nhello\r\n0\r\n\r\n", "zip")),
        Bare("chunks compressed behind", Chunked("5\r\nhello\r\n0\r\n\r\n", "chunked, gzip")),

        // Hints.
        Ours("a wait in letters", Hint("X-Gateway-Max-Wait", "soon")),
        Ours("a negative wait", Hint("X-Gateway-Max-Wait", "-1")),
        Ours("a wait that is no number", Hint("X-Gateway-Max-Wait", "NaN")),
        Ours("an endless wait", Hint("X-Gateway-Max-Wait", "Infinity")),
        Ours("a wait without a beginning", Hint("X-Gateway-Max-Wait", "-Infinity")),
        Ours("a wait with an exponent", Hint("X-Gateway-Max-Wait", "1e300")),
        Ours("a wait of more than a day", Hint("X-Gateway-Max-Wait", "86401")),
        Ours("an empty wait", Hint("X-Gateway-Max-Wait", "")),
        Ours("two waits", Post(Good, "X-Gateway-Max-Wait: 1\r\nX-Gateway-Max-Wait: 2\r\n")),
        Ours("a wait in another script", Hint("X-Gateway-Max-Wait", "\u00d9\u00a1")),

        // Methods and paths.
        Ours("a read where one asks", "GET /v1/chat/completions HTTP/1.1\r\nHost: {host}\r\n\r\n", 405, "method_not_allowed"),
        Ours("an unknown method", "BREW /v1/chat/completions HTTP/1.1\r\nHost: {host}\r\n\r\n", 405, "method_not_allowed"),
        Ours("a deletion", "DELETE /v1/models/one/good HTTP/1.1\r\nHost: {host}\r\n\r\n", 405, "method_not_allowed"),
        Ours("a trace", "TRACE /v1/models HTTP/1.1\r\nHost: {host}\r\n\r\n", 405, "method_not_allowed"),
        Ours("a post to the list", Post(Good, path: "/v1/models"), 405, "method_not_allowed"),
        Ours("nothing there", Post(Good, path: "/v1/nothing"), 404, "not_found"),
        Ours("another version", Post(Good, path: "/v9/chat/completions"), 404, "not_found"),
        Ours("a way out", Post(Good, path: "/v1/../../etc/passwd"), 404, "not_found"),
        Ours("a model that is none", "GET /v1/models/nobody/%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: {host}\r\n\r\n", 404, "model_not_found"),
        Bare("a NUL in the path", Post(Good, path: "/v1/%00/models")),
        Bare("a raw NUL in the path", Post(Good, path: "/v1/\0/models")),
        Bare("a path that is no text", Post(Good, path: "/v1/models/%ff%fe/%zz\u00ff")),
        Bare("a very long path", Post(Good, path: "/v1/models/" + new string('a', 20_000)), 414),
        Bare("a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: {host}\r\n\r\n"),

        // The frame of the request.
        Bare("a TLS greeting", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"),
        Bare("no request at all", "hello\r\n\r\n"),
        Bare("a first line without a target", "POST HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        Bare("a header without a colon", Post(Good, "X-Broken\r\n")),
        Bare("a header with a space in its name", Post(Good, "X Broken: 1\r\n")),
        Bare("a header folded over two lines", Post(Good, "X-Folded: a\r\n b\r\n")),
        Bare("a NUL in a header", Post(Good, "X-Nul: a\0b\r\n")),
        Bare("a lone carriage return in a header", Post(Good, "X-Return: a\rX-Evil: b\r\n")),
        Bare("ten thousand headers", Post(Good, string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: a\r\n"))), 431),
        Bare("a huge header", Post(Good, $"X-Huge: {new string('a', 40_000)}\r\n"), 431),
        Bare("a header that is no text", Post(Good, "X-Title: \u00ff\u00fe\r\n")),

        // The host.
        Bare("no host", $"GET /v1/models HTTP/1.1\r\n\r\n"),
        Bare("two hosts", "GET /v1/models HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"),
        Bare("a host that is none", "GET /v1/models HTTP/1.1\r\nHost: a b\r\n\r\n"),
        Bare("a target that contradicts the host", "GET http://evil.example/v1/models HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        Ours("a host of somebody else", "GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403, "forbidden"),
        Ours("an old client without a host", "GET /v1/models HTTP/1.0\r\n\r\n", 403, "forbidden"),
    ];

    private static string Hint(string name, string value) => Post(Good, $"{name}: {value}\r\n");

    private static HostileRequest Ours(string name, string bytes, int status = 400, string code = "invalid_request") => new(name, bytes, status, code);

    private static HostileRequest Bare(string name, string bytes, int status = 400) => new(name, bytes, status, null);
}
