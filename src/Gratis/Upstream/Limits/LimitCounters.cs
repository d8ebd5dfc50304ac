using System.Runtime.CompilerServices;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>All counters of one answer while its headers come in, in any order; then their readings.</summary>
internal struct LimitCounters
{
    // A counter takes three headers; no dialect has more counters than readings.
    private const int Capacity = LimitReadings.Capacity;
    private const int MaxItems = 8;

    private static readonly CounterKey Bare = new(QuotaMetric.Requests, default, null, IsBare: true);

    private Slots _slots;
    private int _count;
    private string? _structured;
    private string? _policy;
    private string? _refuser;
    private DateTimeOffset? _refuserReset;
    private bool _refuserTimed;
    private bool _account;

    /// <summary>Takes one header; what is none of ours is ignored.</summary>
    public void Take(string name, string value, DateTimeOffset now)
    {
        if (!HeaderName.TryRead(name, out var header))
            return;

        switch (header.Role)
        {
            case HeaderRole.Structured:
                _structured ??= value;
                break;
            case HeaderRole.Policy:
                _policy ??= value;
                break;
            case HeaderRole.Refuser:
                _refuser ??= value;
                break;
            case HeaderRole.RefuserReset:
                _refuserTimed = true;
                _refuserReset ??= LimitFigures.Instant(value, header.InMilliseconds, now);
                break;
            case HeaderRole.Scope:
                _account |= LimitScope.IsAccount(value);
                break;
            case HeaderRole.Reset:
                TakeReset(header, value, now);
                break;
            case HeaderRole.Limit when value.Contains(';', StringComparison.Ordinal):
                TakePolicies(value, now);
                break;
            default:
                if (LimitFigures.TryRead(value, out var amount) && TryFind(header.Counter, out var at))
                    _slots[at].Take(header.Role, amount);
                break;
        }
    }

    /// <summary>Adds what was said to <paramref name="readings"/>.</summary>
    public void Finish(LimitDialect dialect, LimitSource source, DateTimeOffset now, ref LimitReadings readings)
    {
        TakePolicies(_policy, now);
        TakeItems(_structured, now);
        if (_account)
            dialect = dialect with { Scope = QuotaScope.Account };

        for (var i = 0; i < _count; i++)
        {
            if (_slots[i].Key.IsBare && LengthOf(_slots[i]) is { } length)
                _slots[i].TakeLength(length);
            if (_slots[i].TryResolve(dialect, source, now, out var reading))
                readings.Add(reading);
        }

        // Sent with a refusal only, and then together.
        if (_refuserTimed && LimitIdentifier.TryRead(_refuser, out var refuser))
            readings.Add(refuser with { Remaining = 0, ResetsAt = refuser.Metric == QuotaMetric.Concurrency ? null : _refuserReset, Source = source });
    }

    private void TakeReset(in HeaderName header, string value, DateTimeOffset now)
    {
        // A date has a comma of its own; a repeated header is a list.
        if (LimitFigures.Instant(value, header.InMilliseconds, now) is { } whole)
        {
            if (TryFind(header.Counter, out var at))
                _slots[at].TakeReset(whole);
            return;
        }

        foreach (var range in value.AsSpan().Split(','))
        {
            if (LimitFigures.Instant(value.AsSpan(range), header.InMilliseconds, now) is { } part && TryFind(header.Counter, out var at))
                _slots[at].TakeReset(part);
        }
    }

    private void TakePolicies(ReadOnlySpan<char> value, DateTimeOffset now)
    {
        for (var i = 0; i < MaxItems && StructuredItem.TryNext(ref value, out var policy); i++)
        {
            if (KeyOf(policy) is { } key && TakeItem(policy, key, now) is { } at)
                _slots[at].IsPolicy = policy.Seconds is not null;
        }
    }

    private void TakeItems(ReadOnlySpan<char> value, DateTimeOffset now)
    {
        for (var i = 0; i < MaxItems && StructuredItem.TryNext(ref value, out var item); i++)
        {
            if (KeyOf(PolicyOf(item)) is { } key)
                TakeItem(item, key, now);
        }
    }

    private int? TakeItem(in StructuredItem item, CounterKey key, DateTimeOffset now)
    {
        if (!TryFind(key, out var at))
            return null;

        ref var counter = ref _slots[at];
        if (item.Quota is { } quota)
            counter.Take(HeaderRole.Limit, quota);
        if (item.Remaining is { } remaining)
            counter.Take(HeaderRole.Remaining, remaining);
        if (LimitFigures.Instant(item.Reset, milliseconds: false, now) is { } reset)
            counter.TakeReset(reset);
        return at;
    }

    /// <summary>The policy an item is about: the one of its name, or the only one.</summary>
    private readonly StructuredItem PolicyOf(in StructuredItem item)
    {
        ReadOnlySpan<char> rest = _policy;
        StructuredItem only = default;
        var found = 0;
        for (; found < MaxItems && StructuredItem.TryNext(ref rest, out var policy); found++)
        {
            if (!item.Name.IsEmpty && policy.Name.SequenceEqual(item.Name))
                return policy;
            only = policy;
        }

        return found == 1 ? only : item;
    }

    private static CounterKey? KeyOf(in StructuredItem item)
    {
        var period = LimitFigures.Period(item.Seconds ?? 0);
        return item.Unit switch
        {
            "" when item.Name.Contains("token", StringComparison.OrdinalIgnoreCase) => new CounterKey(QuotaMetric.Tokens, period, null, period == default),
            "" or "requests" => Bare with { Period = period },
            "concurrent-requests" => new CounterKey(QuotaMetric.Concurrency, default, null, IsBare: false),
            "tokens" => new CounterKey(QuotaMetric.Tokens, period, null, IsBare: false),
            _ => null, // Bytes, or something newer.
        };
    }

    private readonly QuotaPeriod? LengthOf(in LimitCounter bare)
    {
        if (bare.Key.Period.Unit != PeriodUnit.None || bare.Limit is not { } limit)
            return null;

        for (var i = 0; i < _count; i++)
        {
            if (_slots[i].IsPolicy && _slots[i].Limit == limit && _slots[i].Key.Metric == bare.Key.Metric)
                return _slots[i].Key.Period;
        }

        return null;
    }

    private bool TryFind(CounterKey key, out int at)
    {
        for (at = 0; at < _count; at++)
        {
            if (_slots[at].Key == key)
                return true;
        }

        if (_count == Capacity)
            return false;

        _slots[_count++].Key = key;
        return true;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private LimitCounter _first;
    }
}
