using System.Collections.Immutable;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>
/// Which limits hold at one provider: the owner's word over the built-in facts. A limit of the provider replaces every fact of its metric
/// and window; a limit of a model replaces only the model's own counter, for what others share with it is still counted with it.
/// </summary>
internal sealed class LimitRules
{
    private readonly LimitOptions? _asked;
    private readonly ImmutableArray<QuotaFacts> _facts;
    private readonly ImmutableArray<QuotaLimit> _ofAccount;

    /// <param name="facts">What is known of the provider.</param>
    /// <param name="asked">What the owner says of it.</param>
    /// <param name="hasKey">Strangers often have other limits.</param>
    /// <param name="pays">The owner pays there, so what is given away does not bind.</param>
    public LimitRules(IEnumerable<QuotaFacts> facts, LimitOptions? asked, bool hasKey, bool pays)
    {
        _asked = asked;
        var pacing = OwnerLimits.PacingOf(null, asked);
        _ofAccount = [.. OwnerLimits.Of(asked, QuotaScope.Account, [], asked?.Reset).Select(limit => limit.Paced(pacing))];
        _facts =
        [
            .. facts
                .Where(fact => fact.When != (hasKey ? QuotaCase.Keyless : QuotaCase.Keyed) && !(pays && fact.IsGrant) && !IsReplaced(fact.Limit, _ofAccount))
                .Select(fact => fact with { Limit = fact.Limit.Paced(pacing) }),
        ];
    }

    /// <summary>What any model draws on of which no more is known than its id.</summary>
    public ImmutableArray<QuotaLimit> ForProvider() => [.. _ofAccount, .. _facts.Where(fact => fact.When != QuotaCase.Free).Select(fact => fact.Limit)];

    /// <summary>What one model draws on.</summary>
    /// <param name="upstreamId">The provider's id of it.</param>
    /// <param name="own">What the owner says of its limits.</param>
    /// <param name="isFree">It is proven free.</param>
    /// <param name="pays">The owner said that it is not.</param>
    public ImmutableArray<QuotaLimit> ForModel(string upstreamId, LimitOptions? own, bool isFree, bool pays)
    {
        var pacing = OwnerLimits.PacingOf(own, _asked);
        ImmutableArray<QuotaLimit> ofModel = [.. OwnerLimits.Of(own, QuotaScope.AccountModel, [upstreamId], own?.Reset ?? _asked?.Reset)];
        var known =
            from fact in _facts
            where fact.Limit.AppliesTo(upstreamId) && (isFree || fact.When != QuotaCase.Free) && !(pays && fact.IsGrant)
            let isOwn = fact.Limit.Scope == QuotaScope.AccountModel
            where !isOwn || !IsReplaced(fact.Limit, ofModel)
            // A shared counter is one for all who share it, and so is its pacing.
            select isOwn ? fact.Limit.Paced(pacing) : fact.Limit;
        return [.. ofModel.Select(limit => limit.Paced(pacing)), .. _ofAccount, .. known];
    }

    private static bool IsReplaced(QuotaLimit fact, ImmutableArray<QuotaLimit> word) =>
        word.Any(limit => limit.Metric == fact.Metric && limit.Period == fact.Period);
}
