using System.Buffers;
using System.Collections.Frozen;

namespace Gratis.Upstream.Verdicts;

/// <summary>The answers a rule is about.</summary>
[Flags]
internal enum On
{
    None = 0,

    /// <summary>400, 422 and every 4xx without a flag of its own.</summary>
    Bad = 1,

    /// <summary>401.</summary>
    Unauthorized = 2,

    /// <summary>402.</summary>
    Payment = 4,

    /// <summary>403.</summary>
    Forbidden = 8,

    /// <summary>404, 405 and 410.</summary>
    Missing = 16,

    /// <summary>413.</summary>
    TooLarge = 32,

    /// <summary>429.</summary>
    TooMany = 64,

    /// <summary>5xx.</summary>
    Server = 128,

    /// <summary>An error inside a 2xx or a stream that names no status.</summary>
    Inside = 256,

    /// <summary>401 and 403.</summary>
    Access = Unauthorized | Forbidden,

    /// <summary>Where a complaint about the request may stand.</summary>
    Request = Bad | TooLarge | Server | Inside,

    /// <summary>Everywhere.</summary>
    Any = Bad | Unauthorized | Payment | Forbidden | Missing | TooLarge | TooMany | Server | Inside,
}

/// <summary>One row of the rule tables: what to look for, on which answers, and what it means.</summary>
internal sealed class Rule
{
    private readonly FrozenSet<string> _codes;
    private readonly SearchValues<string>? _phrases;
    private readonly SearchValues<string>? _and;

    private Rule(string[] codes, string[] phrases, string[] and)
    {
        _codes = codes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _phrases = phrases.Length == 0 ? null : SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
        _and = and.Length == 0 ? null : SearchValues.Create(and, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The answers it is about.</summary>
    public required On On { get; init; }

    /// <summary>What they mean.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What that is about.</summary>
    public required Reach Reach { get; init; }

    /// <summary>The window of the quota that is used up.</summary>
    public QuotaWindow Window { get; init; }

    /// <summary>What the route lacks.</summary>
    public string? Capability { get; init; }

    /// <summary>A row that fits where one of the codes is there exactly, or one of the phrases somewhere, and then one of <paramref name="and"/> too.</summary>
    public static Rule For(
        On on,
        Verdict verdict,
        Reach reach,
        string[]? codes = null,
        string[]? phrases = null,
        string[]? and = null,
        QuotaWindow window = QuotaWindow.None,
        string? capability = null) =>
        new(codes ?? [], phrases ?? [], and ?? []) { On = on, Verdict = verdict, Reach = reach, Window = window, Capability = capability };

    /// <summary>Whether this row fits.</summary>
    public bool Fits(On status, ErrorBody body)
    {
        if ((On & status) == 0 || !(HasCode(body) || (_phrases is not null && body.Text.AsSpan().ContainsAny(_phrases))))
            return false;

        return _and is null || body.Text.AsSpan().ContainsAny(_and);
    }

    private bool HasCode(ErrorBody body)
    {
        if (_codes.Count == 0)
            return false;

        foreach (var code in body.Codes)
        {
            if (_codes.Contains(code))
                return true;
        }

        return false;
    }
}
