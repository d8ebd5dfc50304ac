namespace Gratis.Simulator.Accounting;

/// <summary>What was counted for one provider, key or model. Guarded by the provider's gate.</summary>
internal sealed class Tally
{
    // Enough to judge every cancellation of a test, little enough for a day of them.
    private const int MostCancellations = 1024;

    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly Queue<double> _cancelledAfter = new();
    private long _received;
    private long _accepted;
    private long _overspends;
    private long _inputTokens;
    private long _outputTokens;
    private long _broken;
    private long _cancelled;
    private decimal _usd;
    private long _billed;
    private long _lists;
    private long _listsUnchanged;
    private long _inFlight;
    private long _peak;

    public decimal Usd => _usd;

    public void Receive() => _received++;

    public void Accept()
    {
        _accepted++;
        _peak = Math.Max(_peak, ++_inFlight);
    }

    public void Refuse(string reason, bool overspend)
    {
        _refused[reason] = _refused.GetValueOrDefault(reason) + 1;
        if (overspend)
            _overspends++;
    }

    public void Finish(int inputTokens, int outputTokens, decimal usd, bool broken)
    {
        _inFlight--;
        _inputTokens += inputTokens;
        _outputTokens += outputTokens;
        _usd += usd;
        if (usd > 0)
            _billed++;
        if (broken)
            _broken++;
    }

    public void List(bool unchanged)
    {
        _lists++;
        if (unchanged)
            _listsUnchanged++;
    }

    public void Cancel(TimeSpan after)
    {
        _cancelled++;
        if (_cancelledAfter.Count == MostCancellations)
            _cancelledAfter.Dequeue();
        _cancelledAfter.Enqueue(after.TotalMilliseconds);
    }

    public Counts Snapshot() => new(
        _received, _accepted, new SortedDictionary<string, long>(_refused, StringComparer.Ordinal), _overspends, _inputTokens, _outputTokens,
        _usd, _broken, _cancelled, [.. _cancelledAfter], _inFlight, _peak)
    {
        Billed = _billed,
        Lists = _lists,
        ListsUnchanged = _listsUnchanged,
    };
}
