using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>The clients of the gateway have pools in the same books.</summary>
internal sealed partial class QuotaLedger
{
    /// <summary>The pools of one client of the gateway.</summary>
    public QuotaSet SetForClient(string client, IReadOnlyList<QuotaLimit> limits)
    {
        lock (_gate.Lock)
        {
            var pools = new List<QuotaPool>(limits.Count);
            foreach (var limit in limits)
                Add(pools, Pool(limit, PoolName.OfClient(limit, client)));
            return new QuotaSet([.. pools]);
        }
    }

    /// <summary>As <see cref="TryReserve"/>, for what counts from the moment it is let in: nobody else's answer has to be waited for.</summary>
    public bool TryAdmit(QuotaSet set, in Demand demand, DateTimeOffset at, out Reservation reservation, out Opening opening)
    {
        // In one go: a request held but not yet counted would hide from others when the next one fits.
        lock (_gate.Lock)
        {
            if (!TryReserve(set, demand, at, out reservation, out opening))
                return false;
            Answered(ref reservation, at, at);
            return true;
        }
    }
}
