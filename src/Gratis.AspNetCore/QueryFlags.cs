using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore;

/// <summary>Switches in the query of a list.</summary>
internal static class QueryFlags
{
    /// <summary><c>?all=true</c>: what is left out of a list as a rule is asked for too.</summary>
    public static bool All(HttpRequest request) => request.Query["all"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
}
