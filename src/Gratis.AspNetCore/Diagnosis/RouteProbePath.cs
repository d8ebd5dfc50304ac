using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Gratis.AspNetCore.Diagnosis;

/// <summary><c>/v1/gateway/models/{route_id}/probe-capabilities</c>, where the id holds slashes of its own.</summary>
internal static class RouteProbePath
{
    private const string Parameter = "route_id";
    private const string Ending = "/probe-capabilities";

    /// <summary>A catch-all can only stand at the end of a path: what follows the id is a condition on it.</summary>
    public static RoutePattern Pattern { get; } = RoutePatternFactory.Parse(
        $"/v1/gateway/models/{{**{Parameter}}}", defaults: null, parameterPolicies: new RouteValueDictionary { [Parameter] = new Ends() });

    /// <summary>The route's id.</summary>
    public static string Read(HttpContext context) => PathIds.Read(context, Parameter)[..^Ending.Length];

    private sealed class Ends : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            values[routeKey] is string path && path.Length > Ending.Length && path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);
    }
}
