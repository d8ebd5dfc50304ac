using System.IO.Enumeration;
using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Limits;

/// <summary>All counters of one provider, found by who calls what from where. Guarded by the provider's gate.</summary>
internal sealed class LimitBoard(ProviderSpec provider)
{
    // One counter for each address is the only thing here that callers can make grow.
    private const int MostAddresses = 4096;

    private readonly Dictionary<(LimitSpec Limit, string? Account, string? Model, string? Address), LimitCounter> _counters = [];
    private int _addressed;

    public IEnumerable<LimitCounter> Counters => _counters.Values;

    /// <summary>The counters that every call of this account to this model spends, address counters aside.</summary>
    public LimitCounter[] For(string account, ModelSpec model) =>
        [.. Applying(model).Where(limit => limit.Limit.Scope != LimitScope.Address).Select(limit => Counter(limit.Limit, limit.Own, account, model, null))];

    /// <summary>The limits that are counted for each address.</summary>
    public (LimitSpec Limit, bool Own)[] AddressLimits(ModelSpec model) =>
        [.. Applying(model).Where(limit => limit.Limit.Scope == LimitScope.Address)];

    /// <summary>The counter of one address.</summary>
    public LimitCounter ForAddress((LimitSpec Limit, bool Own) limit, ModelSpec model, string address, DateTimeOffset now)
    {
        if (_addressed >= MostAddresses)
            ForgetIdle(now);
        return Counter(limit.Limit, limit.Own, "", model, address);
    }

    private IEnumerable<(LimitSpec Limit, bool Own)> Applying(ModelSpec model) =>
        provider.Limits
            .Where(limit => limit.Models is null || FileSystemName.MatchesSimpleExpression(limit.Models, model.Id))
            .Select(limit => (limit, false))
            .Concat(model.Limits.Select(limit => (limit, true)));

    private LimitCounter Counter(LimitSpec limit, bool own, string account, ModelSpec model, string? address)
    {
        var perModel = own || limit.Scope is LimitScope.AccountModel;
        var perAccount = limit.Scope is LimitScope.Account or LimitScope.AccountModel;
        var key = (limit, perAccount ? account : null, perModel ? model.Id : null, address);
        if (_counters.TryGetValue(key, out var counter))
            return counter;

        if (address is not null)
            _addressed++;
        return _counters[key] = LimitCounter.Create(limit, key.Item2, key.Item3, address);
    }

    private void ForgetIdle(DateTimeOffset now)
    {
        foreach (var (key, counter) in _counters)
        {
            if (key.Address is not null && counter.Used(now) == 0)
            {
                _counters.Remove(key);
                _addressed--;
            }
        }
    }
}
