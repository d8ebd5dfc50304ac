using Gratis.Catalog;
using Gratis.Discovery;
using Gratis.Quotas;

namespace Gratis.Hosting.Balances;

/// <summary>Watches one account and has its provider asked when it is time: one question at a time, never on the path of a request.</summary>
internal sealed class BalanceWatch : IDisposable
{
    private readonly QuotaLedger _ledger;
    private readonly BalanceProbe _probe;
    private readonly TimeProvider _time;
    private readonly CancellationToken _end;
    private readonly ITimer _alarm;
    private readonly Lock _lock = new();
    private BalanceSchedule _schedule;
    private QuotaSet _set;
    private bool _isAsking;
    private bool _isOver;
    private long _next;

    public BalanceWatch(QuotaSet set, QuotaLedger ledger, BalanceProbe probe, TimeProvider time, CancellationToken end)
    {
        (_set, _ledger, _probe, _time, _end) = (set, ledger, probe, time, end);
        _alarm = time.CreateTimer(static watch => ((BalanceWatch)watch!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The account was used. Takes no lock while there is nothing to ask.</summary>
    public void Used(QuotaSet set)
    {
        if (_time.GetUtcNow().UtcTicks < Volatile.Read(ref _next))
            return;
        lock (_lock)
        {
            _set = set;
            if (_isAsking || !_schedule.IsDue(_time.GetUtcNow()))
                return;
            Volatile.Write(ref _next, long.MaxValue);
            SetAlarm();
        }
    }

    /// <summary>A long pool of the account refused a call.</summary>
    public void Walled(QuotaSet set)
    {
        lock (_lock)
        {
            _set = set;
            Follow(_schedule.Walled());
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _isOver = true;
        _alarm.Dispose();
    }

    private void Ring()
    {
        bool wasWanted;
        QuotaSet set;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (_isAsking || _isOver)
                return;
            if (!_schedule.IsDue(now))
            {
                Follow(_schedule);
                return;
            }

            _isAsking = true;
            (wasWanted, set) = (_schedule.IsWanted, _set);
            Follow(_schedule.Asking(now));
        }

        _ = AskAsync(set, wasWanted);
    }

    private async Task AskAsync(QuotaSet set, bool wasWanted)
    {
        Func<BalanceSchedule, BalanceSchedule>? then = null;
        try
        {
            then = await AskOnceAsync(set.Route!, set.Account!, wasWanted);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The engine ends; nobody asks any more.
        }
        finally
        {
            lock (_lock)
            {
                _isAsking = false;
                Follow(then?.Invoke(_schedule) ?? _schedule);
            }
        }
    }

    /// <summary>Asks, books and learns; how the schedule goes on from there.</summary>
    private async ValueTask<Func<BalanceSchedule, BalanceSchedule>> AskOnceAsync(Route route, Account account, bool wasWanted)
    {
        var provider = route.Provider;
        var asked = _time.GetUtcNow();
        if (!_ledger.TryReserve(_ledger.SetForProbes(provider, account), default, asked, out var booking, out var opening))
            return schedule => schedule.Resting(opening.Until ?? asked + BalanceSchedule.Usual);

        var spent = Spent.Nothing;
        try
        {
            if (!await _ledger.KeepAsync(booking, _end))
                return schedule => schedule.Failed(asked, wasWanted);

            spent = new Spent(IsCounted: true, 0, 0);
            var marks = _ledger.Mark(route, account, _time.GetUtcNow());
            var (outcome, readings) = await _probe.AskAsync(provider, account, provider.Balance!, _end);
            var now = _time.GetUtcNow();
            _ledger.Learn(marks, readings, now);
            return outcome switch
            {
                BalanceOutcome.Answered => schedule => schedule.Answered(),
                BalanceOutcome.Refused => schedule => schedule.Resting(now + BalanceSchedule.Usual),
                _ => schedule => schedule.Failed(now, wasWanted),
            };
        }
        finally
        {
            _ledger.Settle(ref booking, spent, _time.GetUtcNow());
        }
    }

    /// <summary>Under the lock.</summary>
    private void Follow(BalanceSchedule schedule)
    {
        _schedule = schedule;
        Volatile.Write(ref _next, schedule.Next.UtcTicks);
        if (schedule.IsWanted && !_isAsking)
            SetAlarm();
    }

    private void SetAlarm()
    {
        if (!_isOver)
            _alarm.RingAfter(_schedule.Next - _time.GetUtcNow());
    }
}
