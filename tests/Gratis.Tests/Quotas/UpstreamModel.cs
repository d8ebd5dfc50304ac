using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Upstream.Limits;

namespace Gratis.Tests.Quotas;

/// <summary>A provider that counts requests as they arrive, and whose answers overtake each other.</summary>
internal sealed class UpstreamModel(Desk desk, QuotaSet set, long limit, bool countsFailures, bool knowsFailures, bool learnsFirst)
{
    private readonly List<Traveller> _calls = [];

    /// <summary>What it has counted, whoever it was.</summary>
    public long Counted { get; private set; }

    /// <summary>What it has counted of this gateway's calls.</summary>
    public long Own { get; private set; }

    /// <summary>The figure in the answer that was learned in the last step, if one was.</summary>
    public long? JustLearned { get; private set; }

    public void Foreign()
    {
        Counted++;
        JustLearned = null;
    }

    public void Send(bool fails)
    {
        JustLearned = null;
        if (desk.Try(set, out var reservation))
            _calls.Add(new Traveller { Reservation = reservation, Fails = fails });
    }

    /// <summary>One of the calls under way gets a step further.</summary>
    public void Advance(int which)
    {
        if (_calls.Count > 0)
            Advance(_calls[which % _calls.Count]);
    }

    public void ArriveAll()
    {
        foreach (var call in _calls.ToList())
        {
            while (_calls.Contains(call))
                Advance(call);
        }
    }

    private void Advance(Traveller call)
    {
        desk.Clock.Pass(TimeSpan.FromMilliseconds(7));
        JustLearned = null;
        switch (call.Step++)
        {
            case 0 when !call.Fails || countsFailures:
                Counted++;
                Own++;
                break;
            case 1:
                call.Said = Desk.Reading(limit, limit - Counted);
                break;
            case 2:
                JustLearned = limit - call.Said.Remaining!.Value;
                if (learnsFirst)
                    desk.Ledger.Learn(call.Reservation, [call.Said], desk.Now);
                desk.Ledger.Answered(ref call.Reservation, desk.Now, desk.Now);
                if (!learnsFirst)
                    desk.Ledger.Learn(call.Reservation, [call.Said], desk.Now);
                break;
            case 3:
                var isCounted = !call.Fails || countsFailures || !knowsFailures;
                desk.Ledger.Settle(ref call.Reservation, new Spent(isCounted, 0, 0), desk.Now);
                _calls.Remove(call);
                break;
        }
    }

    private sealed class Traveller
    {
        public Reservation Reservation;
        public LimitReading Said = Desk.Reading(null, null);
        public int Step;
        public required bool Fails { get; init; }
    }
}
