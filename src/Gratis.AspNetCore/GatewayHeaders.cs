namespace Gratis.AspNetCore;

/// <summary>The headers that are part of the contract.</summary>
internal static class GatewayHeaders
{
    public const string Provider = "X-Gateway-Provider";
    public const string Route = "X-Gateway-Route";
    public const string Model = "X-Gateway-Model";
    public const string Attempts = "X-Gateway-Attempts";
    public const string Trail = "X-Gateway-Trail";
    public const string Tier = "X-Gateway-Tier";
    public const string StructuredOutput = "X-Gateway-Structured-Output";
    public const string CostUsd = "X-Gateway-Cost-USD";
    public const string Spill = "X-Gateway-Spill";
    public const string RequestId = "X-Gateway-Request-Id";
    public const string DroppedParams = "X-Gateway-Dropped-Params";
    public const string MaxWait = "X-Gateway-Max-Wait";
    public const string Priority = "X-Gateway-Priority";
    public const string Require = "X-Gateway-Require";
    public const string Avoid = "X-Gateway-Avoid";
    public const string Sticky = "X-Gateway-Sticky";
    public const string Demo = "X-Gateway-Demo";

    public const string LimitRequests = "X-RateLimit-Limit-Requests";
    public const string RemainingRequests = "X-RateLimit-Remaining-Requests";
    public const string ResetRequests = "X-RateLimit-Reset-Requests";
    public const string LimitTokens = "X-RateLimit-Limit-Tokens";
    public const string RemainingTokens = "X-RateLimit-Remaining-Tokens";
    public const string ResetTokens = "X-RateLimit-Reset-Tokens";

    /// <summary>The name under which an earlier system's clients look for the model.</summary>
    public const string FreeRouterModel = "X-freerouter-Model";
}
