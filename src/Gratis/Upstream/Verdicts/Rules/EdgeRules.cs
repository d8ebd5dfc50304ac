namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>
/// Refusals by what stands before the provider. They come before the key or the model is looked at and hit every account and model
/// from this address alike, so they reach the provider; the key is innocent and is not condemned.
/// </summary>
internal static class EdgeRules
{
    public static readonly Rule[] All =
    [
        Rule.For(On.TooMany | On.Forbidden, Verdict.RateLimited, Reach.Provider, phrases: ["error code: 1015", "error 1015", ">1015<", "banned you temporarily"]),
        Rule.For(On.Forbidden | On.TooMany | On.Server, Verdict.Broken, Reach.Provider, phrases:
        [
            "error code: 1003", "error code: 1006", "error code: 1007", "error code: 1008", "error code: 1009", "error code: 1010", "error code: 1012", "error code: 1020",
            "error 1006", "error 1009", "error 1010", "error 1020", ">1006<", ">1009<", ">1010<", ">1020<", "you have been blocked", "attention required! | cloudflare",
            "just a moment...", "cf-challenge", "checking your browser",
        ]),
        Rule.For(On.Bad | On.Forbidden | On.Inside, Verdict.Broken, Reach.Provider,
            codes: ["unsupported_country_region_territory"],
            phrases: ["user location is not supported", "country, region, or territory not supported", "not available in your country", "unsupported_country_region"]),
        Rule.For(On.Forbidden, Verdict.Broken, Reach.Provider, phrases: ["blocked by network", "check your network settings"]),

        // The address, not the model, is unknown there: the base URL is wrong, or this service has no such endpoint.
        Rule.For(On.Missing, Verdict.Broken, Reach.Route,
            codes: ["detail:not_found", "unknown_url"],
            phrases: ["cannot post /", "cannot get /", "404 page not found", "invalid url (", "unknown request url", "no static resource", "route not found", "endpoint not found",
                "url not found", "path not found", "method not allowed", "<html", "<!doctype"]),
    ];
}
