using Gratis.Catalog;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>Which routes a list shows: <c>?free=</c>, <c>enabled=</c>, <c>provider=</c>, <c>q=</c>; all that are given hold.</summary>
internal sealed record RouteFilter
{
    private const int Longest = 200;

    /// <summary>Every route.</summary>
    public static RouteFilter All { get; } = new();

    private bool? Free { get; init; }

    private bool? Enabled { get; init; }

    private string? Provider { get; init; }

    /// <summary>Part of an id, a display name or a family.</summary>
    private string? Text { get; init; }

    /// <summary>The filter, or null and what is wrong with the query.</summary>
    public static RouteFilter? Read(IQueryCollection query, out string? fault)
    {
        try
        {
            fault = null;
            return new RouteFilter { Free = Flag(query, "free"), Enabled = Flag(query, "enabled"), Provider = TextOf(query, "provider"), Text = TextOf(query, "q") };
        }
        catch (FormatException wrong)
        {
            fault = wrong.Message;
            return null;
        }
    }

    public bool Lets(Route route) =>
        (Free is not { } free || route.IsFree == free)
        && (Enabled is not { } enabled || (route.State == RouteState.Enabled) == enabled)
        && (Provider is not { } provider || route.Provider.Id.Equals(provider, StringComparison.OrdinalIgnoreCase))
        && (Text is not { } text || Has(route.Id, text) || Has(route.Dossier?.DisplayName, text) || Has(route.Dossier?.Model.Family, text));

    private static bool Has(string? name, string text) => name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static bool? Flag(IQueryCollection query, string name) => TextOf(query, name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw new FormatException($"{name} must be true or false."),
    };

    private static string? TextOf(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Trim();
        if (text.Length > Longest)
            throw new FormatException($"{name} must not be longer than {Longest} characters.");
        return text.Length == 0 ? null : text;
    }
}
