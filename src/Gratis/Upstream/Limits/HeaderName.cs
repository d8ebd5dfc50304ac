using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>What the value of a rate-limit header is.</summary>
internal enum HeaderRole
{
    /// <summary>Nothing known.</summary>
    None,
    Limit,
    Remaining,
    Used,
    Reset,

    /// <summary>The window's length in seconds.</summary>
    Length,

    /// <summary>The name of the counter that refused.</summary>
    Refuser,

    /// <summary>How long the counter that refused stays shut.</summary>
    RefuserReset,

    /// <summary>Who shares the counters.</summary>
    Scope,

    /// <summary>The one header of the HTTP working group's draft: what is left.</summary>
    Structured,

    /// <summary>Its companion: how much there is, and for how long.</summary>
    Policy,
}

/// <summary>
/// A rate-limit header, understood word by word, because every provider puts the same few words in another order. One unknown word
/// makes it foreign: what counts audio seconds or pages must not pass for requests.
/// </summary>
internal readonly record struct HeaderName(HeaderRole Role, CounterKey Counter, bool InMilliseconds)
{
    private const int Longest = 64;

    /// <summary>The cheap question asked of every header of every answer.</summary>
    public static bool MayBeOne(string name) =>
        name.Length is > 8 and <= Longest
        && (name.Contains("limit", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-trial-", StringComparison.OrdinalIgnoreCase));

    public static bool TryRead(ReadOnlySpan<char> name, out HeaderName header)
    {
        header = default;
        Span<char> buffer = stackalloc char[Longest];
        var length = name.ToLowerInvariant(buffer);
        if (length < 0)
            return false;

        var reader = default(Reader);
        ReadOnlySpan<char> rest = buffer[..length];
        while (rest.IndexOfAny('-', '_') is >= 0 and var end)
        {
            if (!reader.Take(rest[..end]))
                return false;
            rest = rest[(end + 1)..];
        }

        return reader.Take(rest) && reader.Finish(out header);
    }

    private struct Reader
    {
        private int _before;
        private int _after;
        private bool _foreign;
        private bool _rate;
        private bool _rooted;
        private bool _requests;
        private bool _tokens;
        private bool _input;
        private bool _output;
        private bool _concurrent;
        private bool _milliseconds;
        private HeaderRole _role;
        private QuotaPeriod _period;
        private QuotaScope? _scope;

        public bool Take(ReadOnlySpan<char> word) => _rooted ? TakeAfterRoot(word) : TakeBeforeRoot(word);

        public readonly bool Finish(out HeaderName header)
        {
            var bare = !(_requests || _tokens || _concurrent);
            var metric = _concurrent ? QuotaMetric.Concurrency
                : !_tokens ? QuotaMetric.Requests
                : _input ? QuotaMetric.InputTokens
                : _output ? QuotaMetric.OutputTokens
                : QuotaMetric.Tokens;
            var role = _role == HeaderRole.None && _rooted && _before + _after == 0 ? HeaderRole.Structured : _role;
            header = new HeaderName(role, new CounterKey(metric, _period, _scope, bare), _milliseconds);
            return role != HeaderRole.None && (_tokens || !(_input || _output));
        }

        private bool TakeBeforeRoot(ReadOnlySpan<char> word)
        {
            switch (word)
            {
                case "ratelimit" or "endpoint":
                case "limit" when _rate:
                    _rooted = true;
                    return true;

                case "ratelimitbysize" or "tokenlimit":
                    return _rooted = _tokens = true;

                case "rate":
                    return _rate = true;

                case "x" when _before == 0:
                    _before++;
                    return true;

                default:
                    // One name of a service may stand before it; more is a proxy that repeats what somebody else told it.
                    var first = !_foreign && !_rate;
                    _foreign = true;
                    _before++;
                    return first;
            }
        }

        private bool TakeAfterRoot(ReadOnlySpan<char> word)
        {
            _after++;
            switch (word)
            {
                case "limit":
                    _role = HeaderRole.Limit;
                    return true;
                case "remaining":
                    _role = HeaderRole.Remaining;
                    return true;
                case "used":
                    _role = HeaderRole.Used;
                    return true;
                case "reset":
                    _role = HeaderRole.Reset;
                    return true;
                case "renewalperiod":
                    _role = HeaderRole.Length;
                    return true;
                case "type":
                    _role = HeaderRole.Refuser;
                    return true;
                case "timeremaining":
                    _role = HeaderRole.RefuserReset;
                    return true;
                case "scope":
                    _role = HeaderRole.Scope;
                    return true;
                case "policy":
                    _role = HeaderRole.Policy;
                    return true;
                case "after" or "seconds" when _role == HeaderRole.Reset:
                    return true;
                case "ms" when _role == HeaderRole.Reset:
                    return _milliseconds = true;
                case "requests" or "request" or "req" or "call" or "calls":
                    return _requests = true;
                case "tokens" or "token":
                    return _tokens = true;
                case "input" or "prompt":
                    return _input = true;
                case "output" or "generated":
                    return _output = true;
                case "concurrent" or "concurrency":
                    return _concurrent = true;
                case "model":
                    _scope = QuotaScope.AccountModel;
                    return true;
                case "account" or "user" or "org" or "organization" or "project":
                    _scope = QuotaScope.Account;
                    return true;
                default:
                    _period = new QuotaPeriod(LimitPeriods.Unit(word));
                    return _period.Unit != PeriodUnit.None;
            }
        }
    }
}
