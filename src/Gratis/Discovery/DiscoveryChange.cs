using System.Collections.Immutable;
using Gratis.Discovery.Listings;

namespace Gratis.Discovery;

/// <summary>What a good look brought, by ids. A list that is merely confirmed brings no ids but a newer date, which is news as well: evidence ages.</summary>
/// <param name="Provider">Whose list.</param>
/// <param name="At">When the provider said so.</param>
/// <param name="Appeared">Never listed before.</param>
/// <param name="Vanished">No longer listed.</param>
/// <param name="Returned">Listed again.</param>
/// <param name="Repriced">Listed at another price.</param>
internal sealed record DiscoveryChange(
    string Provider,
    DateTimeOffset At,
    ImmutableArray<string> Appeared,
    ImmutableArray<string> Vanished,
    ImmutableArray<string> Returned,
    ImmutableArray<string> Repriced)
{
    /// <summary>The list says what it said before.</summary>
    public static DiscoveryChange Confirmation(string provider, DateTimeOffset at) => new(provider, at, [], [], [], []);

    /// <summary>Whether any model came, went or has another price.</summary>
    public bool IsNews => Appeared.Length + Vanished.Length + Returned.Length + Repriced.Length > 0;

    /// <summary>The models that two lists have at different prices.</summary>
    public static ImmutableArray<string> PricesBetween(ProviderListing? before, ProviderListing after)
    {
        if (before is null)
            return [];

        var prices = new Dictionary<string, ListedPrice?>(before.Models.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var model in before.Models)
            prices[model.Id] = model.Price;
        return [.. after.Models.Where(model => prices.TryGetValue(model.Id, out var price) && price != model.Price).Select(model => model.Id)];
    }
}
