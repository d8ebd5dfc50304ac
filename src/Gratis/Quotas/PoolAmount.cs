using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>How much a pool holds, and why that is believed. What upstreams say is taken up as it rises and falls; the owner's word is a ceiling.</summary>
internal sealed class PoolAmount
{
    private long? _told;
    private LimitEvidence _toldBy;

    public PoolAmount(QuotaLimit told) => Tell(told);

    public long? Value { get; private set; }

    public LimitEvidence Evidence { get; private set; }

    /// <summary>What facts or owner say now. Another figure than before is newer than all that was learned.</summary>
    public void Tell(QuotaLimit told)
    {
        var isNew = told.Amount != _told || told.Evidence.Source != _toldBy.Source;
        _told = told.Amount;
        _toldBy = told.Evidence;
        if (isNew)
            (Value, Evidence) = (_told, _toldBy);
    }

    /// <summary>Takes up what an upstream said, or what was learned without its words; true when that changed the amount.</summary>
    public bool Learn(long? amount, LimitEvidence evidence)
    {
        if (amount is null)
            (amount, evidence) = (_told, _toldBy);
        if (_toldBy.Source == LimitSource.Owner && _told is { } ceiling && amount >= ceiling)
            (amount, evidence) = (ceiling, _toldBy);

        var changed = amount != Value;
        (Value, Evidence) = (amount, evidence);
        return changed;
    }
}
