namespace Gratis.Upstream.Verdicts;

/// <summary>What a status means where no wording says more.</summary>
internal static class StatusMeaning
{
    /// <summary>The flag under which the rules know a status; 0 is an error inside an answer.</summary>
    public static On Flag(int status) => status switch
    {
        0 => On.Inside,
        401 => On.Unauthorized,
        402 => On.Payment,
        403 => On.Forbidden,
        404 or 405 or 410 => On.Missing,
        413 => On.TooLarge,
        429 => On.TooMany,
        >= 400 and < 500 => On.Bad,
        >= 500 and < 600 => On.Server,
        _ => On.None,
    };

    /// <summary>
    /// The verdict of a bare status. A 5xx is the route's: another account at the same provider meets the same server, and one server's fault
    /// is no proof against the provider's other models. A bare 401 or 403 is this model's on this account, never the key's.
    /// </summary>
    public static (Verdict Verdict, Reach Reach) Of(int status) => status switch
    {
        0 => (Verdict.Broken, Reach.Route),
        401 or 403 => (Verdict.KeyRefused, Reach.AccountModel),
        402 => (Verdict.PaymentWanted, Reach.AccountModel),
        404 or 410 => (Verdict.ModelGone, Reach.Route),
        408 => (Verdict.Timeout, Reach.Route),
        405 or 409 or 499 => (Verdict.Broken, Reach.Route),
        413 => (Verdict.TooLong, Reach.Request),
        429 => (Verdict.RateLimited, Reach.AccountModel),
        498 => (Verdict.RateLimited, Reach.Route),
        >= 400 and < 500 => (Verdict.Refused, Reach.Request),
        >= 500 and < 600 => (Verdict.Broken, Reach.Route),
        _ => (Verdict.InvalidAnswer, Reach.Route),
    };

    /// <summary>
    /// What a verdict comes to when an aggregator passes it on: keys, balances, limits and blocks in it belong to the aggregator's
    /// arrangement with the service behind, so they say nothing about our account there, only about this route.
    /// </summary>
    public static (Verdict Verdict, Reach Reach) Relayed(Verdict verdict, Reach reach) => verdict switch
    {
        Verdict.KeyRefused or Verdict.PaymentWanted => (Verdict.Broken, Reach.Route),
        Verdict.QuotaSpent or Verdict.RateLimited => (Verdict.RateLimited, Reach.Route),
        _ => (verdict, reach == Reach.Request ? Reach.Request : Reach.Route),
    };
}
