using System.Text;

namespace Gratis.Upstream.Verdicts;

/// <summary>Reads an <see cref="ErrorBody"/> from whatever bytes came back.</summary>
internal static class ErrorBodyReader
{
    /// <summary>What is behind this many bytes is not looked at.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxPlainText = 8 * 1024;

    /// <summary>Reads a body; never throws, whatever the bytes.</summary>
    public static ErrorBody Read(ReadOnlySpan<byte> bytes)
    {
        var body = new ErrorBody();
        var whole = bytes.Length <= MaxBytes;
        bytes = whole ? bytes : bytes[..MaxBytes];
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        bytes = bytes.Trim(" \t\r\n"u8);
        if (bytes.IsEmpty)
            return body;

        switch (bytes[0])
        {
            case (byte)'{' or (byte)'[':
                var complete = JsonErrorPass.Read(bytes, body);
                body.Shape = complete || !whole ? BodyShape.Json : BodyShape.BrokenJson;
                if (body is { Shape: BodyShape.BrokenJson, Message: null })
                    ReadPlain(bytes, body);
                break;

            case (byte)'<':
                body.Shape = BodyShape.Html;
                ReadPlain(bytes, body);
                body.Message = HtmlTitle(body.Message) ?? "an HTML page instead of JSON";
                break;

            default:
                body.Shape = BodyShape.Text;
                ReadPlain(bytes, body);
                break;
        }

        return body;
    }

    private static void ReadPlain(ReadOnlySpan<byte> bytes, ErrorBody body) =>
        body.AddMessage(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxPlainText)]));

    private static string? HtmlTitle(string? page)
    {
        const string Open = "<title>";
        var start = page?.IndexOf(Open, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
            return null;

        var text = page.AsSpan(start + Open.Length);
        var end = text.IndexOf('<');
        return end > 0 ? text[..end].Trim().ToString() : null;
    }
}
