namespace Gratis.Quotas;

/// <summary>Money has pools in the same books.</summary>
internal sealed partial class QuotaLedger
{
    /// <summary>The pools of the owner's budget, or of what one client of the gateway may spend of it.</summary>
    public QuotaSet SetForBudget(BudgetTerms terms, string? client = null)
    {
        lock (_gate.Lock)
        {
            var pools = new List<QuotaPool>(2);
            foreach (var limit in terms.ToLimits())
                Add(pools, Pool(limit, PoolName.OfBudget(limit, client)));
            return new QuotaSet([.. pools]);
        }
    }

    /// <summary>As <see cref="TryReserve"/>, of two sets without a common pool: both or neither.</summary>
    public bool TryReserveBoth(QuotaSet set, QuotaSet budget, in Demand demand, DateTimeOffset at, out Reservation reservation, out Reservation money)
    {
        money = default;

        // In one go behind the gate: nobody can come between the look at the one and the booking of the other.
        lock (_gate.Lock)
        {
            reservation = default;
            return OpeningOf(set.Pools, demand, _gate.At(at)).IsOpen
                && TryReserve(budget, demand, at, out money, out _)
                && TryReserve(set, demand, at, out reservation, out _);
        }
    }
}
