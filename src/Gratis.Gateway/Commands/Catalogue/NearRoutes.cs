using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration.Shapes;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>Which routes somebody may have meant who named one that is not there.</summary>
internal static class NearRoutes
{
    private const int Most = 5;
    private const int ShortestPart = 3;

    /// <summary>The nearest ids, nearest first; of equals the better ranked one.</summary>
    public static IReadOnlyList<string> Of(string wrong, IEnumerable<string> ids)
    {
        var asked = wrong.ToLowerInvariant();
        var limit = Math.Max(2, asked.Length / 3);
        return
        [
            .. ids.Select(id => (Id: id, Distance: DistanceOf(asked, id.ToLowerInvariant())))
                .Where(near => near.Distance <= limit)
                .OrderBy(near => near.Distance)
                .Take(Most)
                .Select(near => near.Id),
        ];
    }

    /// <summary>What to tell them.</summary>
    public static string Message(string wrong, CatalogueView view)
    {
        var near = Of(wrong, view.Routes.Select(entry => entry.Route.Id));
        var message = $"No route '{Plain.Line(wrong)}' is known.";
        if (near.Count > 0)
            return $"{message} Did you mean {string.Join(", ", near.Select(Plain.Line))}?";

        var provider = view.IdOf(wrong.Split('/')[0]);
        return view.Knows(provider) && view.Build.Snapshot.FindProvider(provider) is null
            ? $"{message} {provider} is not configured: {ProviderSetup.MissingOf(provider, view)}."
            : $"{message} A route is provider/model; `gratis models` lists them all.";
    }

    /// <summary>The provider may be left out, the vendor too, and a part of the name is near.</summary>
    private static int DistanceOf(string asked, string id)
    {
        if (asked.Length >= ShortestPart && id.Contains(asked, StringComparison.Ordinal))
            return 0;
        var model = id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var name = id[(id.LastIndexOf('/') + 1)..];
        return Math.Min(EditDistance.Between(asked, id), Math.Min(EditDistance.Between(asked, model), EditDistance.Between(asked, name)));
    }
}
