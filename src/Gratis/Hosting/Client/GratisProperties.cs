using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client;

/// <summary>What responses say of their way, by name in their <c>AdditionalProperties</c>; of a stream in an update of their own before its text, the cost in one behind it.</summary>
public static class GratisProperties
{
    /// <summary>The route that served, <c>provider/model</c>: a string.</summary>
    public const string Route = "gratis.route";

    /// <summary>The provider that served: a string.</summary>
    public const string Provider = "gratis.provider";

    /// <summary>How many calls were made: an integer.</summary>
    public const string Attempts = "gratis.attempts";

    /// <summary>The calls as <c>route=verdict</c>, separated by commas: a string.</summary>
    public const string Trail = "gratis.trail";

    /// <summary>The id under which the engine knows the request: a string.</summary>
    public const string RequestId = "gratis.request_id";

    /// <summary>What it cost in USD, where that is known: a decimal.</summary>
    public const string CostUsd = "gratis.cost_usd";

    /// <summary>Why something was paid for that was not asked for by name: a string, absent where nothing was.</summary>
    public const string Spill = "gratis.spill";

    /// <summary>Parameters that the route does not take and did not get, separated by commas: a string, absent where it took all.</summary>
    public const string DroppedParameters = "gratis.dropped_parameters";

    internal static AdditionalPropertiesDictionary Of(GratisAnswer answer)
    {
        var properties = new AdditionalPropertiesDictionary
        {
            [Route] = answer.Route,
            [Provider] = answer.Provider,
            [Attempts] = answer.AttemptCount,
            [Trail] = answer.Trail,
            [RequestId] = answer.RequestId,
        };
        if (answer.CostUsd is { } cost)
            properties[CostUsd] = cost;
        if (answer.SpillReason is { } reason)
            properties[Spill] = reason;
        if (answer.DroppedParameters is { Count: > 0 } dropped)
            properties[DroppedParameters] = string.Join(',', dropped);
        return properties;
    }
}
