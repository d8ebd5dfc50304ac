using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gratis.Upstream.Verdicts;

/// <summary>
/// One forward pass over a JSON body, without a DOM. The dialects differ only in where they put the same few fields, so the names
/// decide and not the provider. What is not known is skipped, above all what echoes the request.
/// </summary>
internal ref struct JsonErrorPass
{
    private const int MaxDepth = 12;
    private const int LongestName = 32;

    private readonly ErrorBody _body;
    private readonly bool _nested;
    private Utf8JsonReader _reader;

    private JsonErrorPass(ReadOnlySpan<byte> json, ErrorBody body, bool nested)
    {
        _body = body;
        _nested = nested;

        // Not final: a body that was cut still gives what it has.
        _reader = new Utf8JsonReader(json, isFinalBlock: false, default);
    }

    private enum Place
    {
        Root,
        Error,
        Metadata,
        Headers,
        BaseResponse,
        Choices,
    }

    /// <summary>Fills <paramref name="body"/>; false where the JSON is cut or malformed.</summary>
    public static bool Read(ReadOnlySpan<byte> json, ErrorBody body) => Read(json, body, nested: false);

    private static bool Read(ReadOnlySpan<byte> json, ErrorBody body, bool nested)
    {
        var pass = new JsonErrorPass(json, body, nested);
        try
        {
            body.IsHollow |= !nested;
            return pass._reader.Read() && pass.ReadContainer(Place.Root, 0) && json[(int)pass._reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty;
        }
        catch (JsonException)
        {
            return false; // The result says it; what was read before it stays.
        }
    }

    /// <summary>Reads the object or array the reader stands on; false where the bytes end inside it.</summary>
    private bool ReadContainer(Place place, int depth)
    {
        if (depth > MaxDepth)
            return _reader.TrySkip();

        return _reader.TokenType == JsonTokenType.StartArray ? ReadArray(place, depth) : ReadObject(place, depth);
    }

    private bool ReadArray(Place place, int depth)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType == JsonTokenType.String && place == Place.Error)
                _body.AddMessage(TextOf());
            else if (_reader.TokenType == JsonTokenType.StartObject ? !ReadContainer(place, depth + 1) : !_reader.TrySkip())
                return false;

            // A bare array of numbers is what some embedding services answer.
            _body.IsHollow &= place != Place.Root || _reader.TokenType == JsonTokenType.EndObject;
        }

        return _reader.TokenType == JsonTokenType.EndArray;
    }

    private bool ReadObject(Place place, int depth)
    {
        Span<char> buffer = stackalloc char[LongestName];
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            _body.IsHollow = false;
            var name = NameOf(buffer);
            var header = place == Place.Headers ? TextOf() : null;
            if (!_reader.Read())
                return false;

            var inner = _reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            var inside = header is not null ? ReadHeader(header)
                : place == Place.Choices && name is not "error" ? _reader.TrySkip()
                : inner ? ReadInner(place, name, depth + 1)
                : ReadScalar(place, name);
            if (!inside)
                return false;
        }

        return _reader.TokenType == JsonTokenType.EndObject;
    }

    private bool ReadHeader(string name)
    {
        if (_reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            _body.AddHint(name, TextOf());
        return _reader.TrySkip();
    }

    private bool ReadInner(Place place, scoped ReadOnlySpan<char> name, int depth)
    {
        switch (name)
        {
            case "choices" when place == Place.Root:
                var start = _reader.BytesConsumed;
                var whole = ReadContainer(Place.Choices, depth);
                _body.HasAnswer |= _reader.BytesConsumed - start > 1;
                return whole;

            case "data" or "output" or "outputs" or "result" or "results" or "candidates" or "embeddings" or "embedding" or "content" when place == Place.Root:
                return ReadAnswer();

            case "error" or "err" or "errors":
                var before = _body.Codes.Count + (_body.Message is null ? 0 : 1);
                var read = ReadContainer(Place.Error, depth);
                var said = _body.Codes.Count + (_body.Message is null ? 0 : 1) > before;
                _body.IsError |= said && !_nested && place is Place.Root or Place.Choices;
                _body.LooksLikeError |= name is not "errors";
                return read;

            case "base_resp":
                return ReadContainer(Place.BaseResponse, depth);

            case "metadata" when place != Place.Root:
                return ReadContainer(Place.Metadata, depth);

            case "headers" when place == Place.Metadata:
                return ReadContainer(Place.Headers, depth);

            case "detail":
                _body.LooksLikeError |= place == Place.Root;
                return ReadContainer(Place.Error, depth);

            case "header" or "response" when place == Place.Root:
                return ReadContainer(Place.Root, depth);

            case "details" or "violations" or "reasons" or "innererror" or "inner_error" or "cause" or "message":
                return ReadContainer(Place.Error, depth);

            case "loc":
                return ReadLocation();

            default:
                return _reader.TrySkip();
        }
    }

    private bool ReadScalar(Place place, scoped ReadOnlySpan<char> name)
    {
        if (_reader.TokenType == JsonTokenType.False && name is "success")
            _body.IsError = true;

        if (_reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            return true;

        var value = TextOf();
        var root = place == Place.Root && !_nested;
        switch (name)
        {
            case "error" or "err":
                _body.IsError |= root && !string.IsNullOrWhiteSpace(value);
                _body.AddMessage(value);
                break;

            case "message" or "msg" or "detail" or "details" or "error_msg" or "error_message" or "errmsg" or "errormessage" or "status_msg" or "description":
                _body.LooksLikeError |= root;
                _body.AddMessage(value);
                if (root && name is "detail" && value.Equals("Not Found", StringComparison.OrdinalIgnoreCase))
                    _body.AddCode("detail:not_found"); // What a web framework says about an address it does not know.
                break;

            case "title":
                _body.Title ??= value;
                _body.AddText(value);
                break;

            case "status_code" when place == Place.BaseResponse:
                _body.IsError |= value != "0";
                _body.AddCode("base_resp/" + value);
                break;

            case "code" or "status" or "status_code" or "raw_status_code" or "http_code" or "http_status" or "error_code" or "errorcode" or "type" or "error_type"
                or "reason" or "limit_source" or "quotaid" or "quotametric":
                ReadIdentifier(root, name, value);
                break;

            case "quotavalue":
                _body.AddCode("quotaValue:" + value);
                break;

            case "n_ctx":
                _body.AddCode("n_ctx:" + value);
                break;

            case "object" when root:
                _body.IsError |= value == "error";
                break;

            case "response" or "text" when root:
                _body.HasAnswer = true;
                break;

            case "param":
                _body.Param ??= value;
                break;

            case "provider_name" when place == Place.Metadata:
                _body.Relayed = true;
                break;

            case "raw" when place == Place.Metadata:
                ReadRaw(value);
                break;

            case "retrydelay" or "retry_after" or "retryafter" or "retry_after_seconds" or "retry_after_ms" or "resets_at" or "reset_at" or "reset_time"
                or "resets_in" or "resets_in_seconds":
                _body.AddHint(name.ToString(), value);
                break;

            default:
                break;
        }

        return true;
    }

    private readonly void ReadIdentifier(bool root, scoped ReadOnlySpan<char> name, string value)
    {
        var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        if (_body.Status == 0 && number is >= 400 and <= 599)
            _body.Status = number;

        if (root)
        {
            _body.IsError |= name is "type" && value == "error";
            _body.LooksLikeError |= number is not (-1 or 0 or 200) || (name is "code" or "error_code" && number < 0 && value is not ("" or "success" or "Success" or "ok" or "OK"));
        }

        _body.ParamIsForeign |= value == "extra_forbidden";
        _body.AddCode(value);
    }

    private bool ReadAnswer()
    {
        var start = _reader.BytesConsumed;
        var whole = _reader.TrySkip();
        _body.HasAnswer |= !whole || _reader.BytesConsumed - start > 1;
        return whole;
    }

    /// <summary>An aggregator's copy of the original error: JSON in a string, or plain words.</summary>
    private readonly void ReadRaw(string raw)
    {
        raw = raw.Trim();
        if (raw.Length == 0)
            return;

        _body.Relayed = true;
        if (_nested || raw[0] is not ('{' or '['))
        {
            _body.Raw ??= raw;
            _body.AddText(raw);
            return;
        }

        var outer = _body.Message;
        _body.Message = null;
        if (!Read(Encoding.UTF8.GetBytes(raw), _body, nested: true) && _body.Message is null)
            _body.AddMessage(raw);
        _body.Raw ??= _body.Message;
        _body.Message = outer;
    }

    private bool ReadLocation()
    {
        var path = new StringBuilder();
        while (_reader.Read() && _reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            if (_reader.TokenType == JsonTokenType.Number)
                path.Append("[]");
            else if (TextOf() is var part && part is not ("body" or ""))
                path.Append(path.Length > 0 ? "." : "").Append(part);
        }

        // In a list of findings the one that forbids something is the one to act on; its type may stand before or after its place.
        if (_body.Param is null && path.Length is > 0 and <= 128)
            _body.Param = path.ToString();
        return _reader.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>The lower-case name; empty where it is longer than any name that matters.</summary>
    private readonly ReadOnlySpan<char> NameOf(Span<char> buffer)
    {
        var bytes = _reader.ValueSpan;
        return bytes.Length <= buffer.Length && Ascii.ToLower(bytes, buffer, out var written) == OperationStatus.Done ? buffer[..written] : default;
    }

    private readonly string TextOf()
    {
        if (_reader.TokenType == JsonTokenType.Number || !_reader.ValueIsEscaped)
            return Encoding.UTF8.GetString(_reader.ValueSpan);

        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(_reader.ValueSpan); // A lone surrogate: its escaped form is still readable.
        }
    }
}
