using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gratis.Catalog;
using Gratis.Catalog.Models;

namespace Gratis.Routing;

/// <summary>
/// Names of models without a provider. Each stands for that model wherever it costs nothing: first where it is spelled so, then where
/// the same model has another spelling. Put together when first asked for: of all spellings few ever are.
/// </summary>
internal sealed class BareNames
{
    private const int LongestName = 200;
    private const int None = -1;

    private readonly Dictionary<string, RouteSlot> _slots;
    private readonly Dictionary<string, int> _firstOf = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(Route Route, int Next)> _spelled = [];
    private readonly Dictionary<string, List<Route>> _families = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModelTarget> _targets = new(StringComparer.OrdinalIgnoreCase);

    public BareNames(CatalogSnapshot catalog, Dictionary<string, RouteSlot> slots)
    {
        _slots = slots;

        // Backwards, so that each chain begins with the best.
        for (var i = catalog.Routes.Count - 1; i >= 0; i--)
        {
            if (catalog.Routes[i] is { Provider.ExposeToVirtualModels: true, State: not RouteState.Disabled } route)
                AddSpellings(route);
        }

        foreach (var route in catalog.Routes)
        {
            if (route.IsInFreeLanes && route.Dossier is { Model.Family: var family })
                (CollectionsMarshal.GetValueRefOrAddDefault(_families, family, out _) ??= []).Add(route);
        }
    }

    /// <summary>What a name stands for; null when no model is called so. Known and backed by nothing: it is served at a price alone.</summary>
    public ModelTarget? Find(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
            return null;
        var asked = name.ToString();
        if (_targets.TryGetValue(asked, out var known))
            return known;
        if (_firstOf.TryGetValue(asked, out var first))
            return _targets.GetOrAdd(asked, new ModelTarget(asked, TargetKind.Model, Behind(first)));

        // A spelling that no list has; not kept, for there are more of those than routes.
        return !asked.Contains('/') && _families.TryGetValue(ModelIds.Identify(asked).Family, out var family)
            ? new ModelTarget(asked, TargetKind.Model, [.. family.Select(route => _slots[route.Id])])
            : null;
    }

    private void AddSpellings(Route route)
    {
        foreach (var spelling in ModelNames.SpellingsOf(route.UpstreamId))
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firstOf, spelling, out var isKnown);
            if (isKnown && _spelled[first].Route == route)
                continue;
            _spelled.Add((route, isKnown ? first : None));
            first = _spelled.Count - 1;
        }
    }

    private ImmutableArray<RouteSlot> Behind(int first)
    {
        var so = new List<Route>();
        var elsewhere = new List<Route>();
        for (var i = first; i != None; i = _spelled[i].Next)
        {
            var route = _spelled[i].Route;
            if (route.IsInFreeLanes)
                so.Add(route);
            if (route.Dossier is { Model.Family: var family } && _families.TryGetValue(family, out var relatives))
                elsewhere.AddRange(relatives);
        }

        return [.. so.Concat(elsewhere).Distinct().Select(route => _slots[route.Id])];
    }
}
