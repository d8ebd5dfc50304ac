using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Routing.Fitting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>
/// <c>X-Gateway-Require</c> and <c>X-Gateway-Avoid</c>: comma lists of providers, of regions as <c>region:eu</c>, and in the first
/// <c>no_training</c>. A word that nobody knows is refused: a wish that is not understood must not be taken for none.
/// </summary>
internal static class WishHeaders
{
    private const string NoTraining = "no_training";
    private const string RegionPrefix = "region:";
    private const string ProviderPrefix = "provider:";
    private const int LongestTold = 80;

    /// <summary>False when a header holds what is no wish; no wishes at all are null.</summary>
    public static bool TryRead(IHeaderDictionary headers, CatalogSnapshot catalog, out RouteWishes? wishes, out string? fault)
    {
        wishes = null;
        fault = null;
        var isRequired = headers.TryGetValue(GatewayHeaders.Require, out var required);
        var isAvoided = headers.TryGetValue(GatewayHeaders.Avoid, out var avoided);
        if (!isRequired && !isAvoided)
            return true;

        var want = new WishList(GatewayHeaders.Require, TakesTerms: true);
        var avoid = new WishList(GatewayHeaders.Avoid, TakesTerms: false);
        fault = (isRequired ? want.Read(required, catalog) : null) ?? (isAvoided ? avoid.Read(avoided, catalog) : null);
        if (fault is not null)
            return false;

        wishes = new RouteWishes
        {
            Providers = want.Providers,
            Regions = want.Regions,
            NoTraining = want.IsPrivate,
            NoProviders = avoid.Providers,
            NoRegions = avoid.Regions,
        };
        return true;
    }

    /// <summary>One of the two headers.</summary>
    private sealed record WishList(string Header, bool TakesTerms)
    {
        public List<string> Providers { get; } = [];

        public List<string> Regions { get; } = [];

        public bool IsPrivate { get; private set; }

        /// <summary>Takes the values of all headers of the name together; what is wrong with them, or null.</summary>
        public string? Read(StringValues values, CatalogSnapshot catalog)
        {
            foreach (var value in values)
            {
                foreach (var word in (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    if (Take(word, catalog) is { } fault)
                        return fault;
                }
            }

            return Providers.Count + Regions.Count > 0 || IsPrivate ? null : $"{Header} is there and says nothing. {Known(catalog)}";
        }

        private string? Take(string word, CatalogSnapshot catalog)
        {
            if (word.Equals(NoTraining, StringComparison.OrdinalIgnoreCase))
            {
                IsPrivate = true;
                return TakesTerms ? null : $"{Header} holds '{NoTraining}', which is asked for with {GatewayHeaders.Require}.";
            }

            if (word.StartsWith(RegionPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var region = word[RegionPrefix.Length..].Trim().ToLowerInvariant();
                if (region.Length == 0 || !FactsPatterns.IsRegion(region))
                    return $"{Header} holds '{Told(word)}', and that is no region: write two letters such as region:eu or region:us, region:global or region:local.";
                Regions.Add(region);
                return null;
            }

            var name = word.StartsWith(ProviderPrefix, StringComparison.OrdinalIgnoreCase) ? word[ProviderPrefix.Length..].Trim() : word;
            if (catalog.ProviderId(name) is not { } provider)
                return $"{Header} holds '{Told(word)}', and there is no such provider. {Known(catalog)}";
            Providers.Add(provider);
            return null;
        }

        private string Known(CatalogSnapshot catalog)
        {
            var providers = catalog.Providers.Select(provider => provider.Id).DefaultIfEmpty("none is configured");
            return $"It takes providers ({string.Join(", ", providers)}), regions (region:eu){(TakesTerms ? " and " + NoTraining : "")}.";
        }

        private static string Told(string word) => HeaderText.Encode(word.Length <= LongestTold ? word : word[..LongestTold]);
    }
}
