using System.Text;

namespace Gratis.Upstream.Verdicts;

/// <summary>What kind of body came back.</summary>
internal enum BodyShape
{
    /// <summary>Nothing, or blanks.</summary>
    Empty,

    /// <summary>JSON from the first byte to the last one read.</summary>
    Json,

    /// <summary>JSON that is cut or malformed.</summary>
    BrokenJson,

    /// <summary>A web page.</summary>
    Html,

    /// <summary>Any other text.</summary>
    Text,
}

/// <summary>A name and value that may say when to come back: a header, a header repeated in the body, a body field.</summary>
/// <param name="Name">The name as the upstream spells it.</param>
/// <param name="Value">The value as text.</param>
internal readonly record struct Hint(string Name, string Value);

/// <summary>The facts of an upstream body that a verdict can rest on; what the request echoed into it is left out.</summary>
internal sealed class ErrorBody
{
    // A longer text only repeats itself; the rules scan all of it once per phrase table.
    private const int MaxText = 16 * 1024;
    private const int MaxItems = 64;

    private readonly List<string> _codes = [];
    private readonly List<Hint> _hints = [];
    private readonly StringBuilder _text = new();
    private string? _joined;

    /// <summary>What kind of body it is.</summary>
    public BodyShape Shape { get; set; } = BodyShape.Empty;

    /// <summary>Whether a field that only errors have is filled.</summary>
    public bool IsError { get; set; }

    /// <summary>Whether there is a field that errors have and odd answers may have too: a code, a message.</summary>
    public bool LooksLikeError { get; set; }

    /// <summary>Whether the body holds what an answer holds: choices, data, results.</summary>
    public bool HasAnswer { get; set; }

    /// <summary>Whether the body is an error even though it may have come with a 200.</summary>
    public bool CarriesError => IsError || (LooksLikeError && !HasAnswer);

    /// <summary>Whether it is an object or array without anything in it.</summary>
    public bool IsHollow { get; set; }

    /// <summary>The HTTP status the body itself names, or 0.</summary>
    public int Status { get; set; }

    /// <summary>The message for people, as sent.</summary>
    public string? Message { get; set; }

    /// <summary>The short title some bodies have instead of a message.</summary>
    public string? Title { get; set; }

    /// <summary>The words of the service behind an aggregator; the most telling message where they are there.</summary>
    public string? Raw { get; set; }

    /// <summary>Whether an aggregator passes on what another service said: then its account words are not about our account.</summary>
    public bool Relayed { get; set; }

    /// <summary>The request parameter that the body points at by a field of its own.</summary>
    public string? Param { get; set; }

    /// <summary>Whether a validator pointed at <see cref="Param"/> as one too many, rather than as one that is wrong.</summary>
    public bool ParamIsForeign { get; set; }

    /// <summary>Identifiers: codes, types, statuses, reasons, quota ids.</summary>
    public IReadOnlyList<string> Codes => _codes;

    /// <summary>What may say when to come back.</summary>
    public IReadOnlyList<Hint> Hints => _hints;

    /// <summary>Every message and identifier, one a line, for the phrase tables.</summary>
    public string Text => _joined ??= _text.ToString();

    public void AddText(ReadOnlySpan<char> text)
    {
        var room = MaxText - _text.Length;
        if (room <= 0)
            return;

        _text.Append(text.Length > room ? text[..room] : text).Append('\n');
        _joined = null;
    }

    public void AddCode(string code)
    {
        if (code.Length == 0 || _codes.Count >= MaxItems)
            return;

        _codes.Add(code);
        AddText(code);
    }

    public void AddMessage(string message)
    {
        if (string.IsNullOrWhiteSpace(message))
            return;

        Message ??= message;
        AddText(message);
    }

    public void AddHint(string name, string value)
    {
        if (_hints.Count < MaxItems)
            _hints.Add(new Hint(name, value));
    }
}
