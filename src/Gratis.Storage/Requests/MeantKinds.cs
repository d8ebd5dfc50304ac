using Gratis.Stores;

namespace Gratis.Storage.Requests;

/// <summary>What kinds alone tell of a filter: whose requests are meant, or may be where more is looked at than their kind.</summary>
internal sealed class MeantKinds
{
    private readonly HashSet<long> _whole = [];
    private readonly Dictionary<long, bool> _around = [];

    public MeantKinds(KindBook book, RequestFilter filter)
    {
        RequestFilter ofKind = filter with { From = null, To = null };
        RequestFilter ofNameless = ofKind with { Model = null, Text = null };
        foreach (KindEntry kind in book.Where(kind => filter.MatchesAround(kind.Shape)))
        {
            _around.Add(kind.Id, kind.Kind.Route is not null);
            bool isNameless = kind.Kind.Model is null && (filter.Model is not null || filter.Text is not null) && !ofKind.Matches(kind.Shape);
            if (!(isNameless ? ofNameless : ofKind).Matches(kind.Shape)) continue;
            _whole.Add(kind.Id);
            (isNameless ? Nameless : Listed).Add(kind);
        }

        // What holds the newest is looked at first, and what is too old for a page not at all.
        Listed.Sort(static (a, b) => b.Last.CompareTo(a.Last));
    }

    /// <summary>Whose requests are meant, newest first.</summary>
    public List<KindEntry> Listed { get; } = [];

    /// <summary>Whose requests are meant if their own names are.</summary>
    public List<KindEntry> Nameless { get; } = [];

    /// <summary>A request of this kind is meant, by its kind or perhaps by its own name.</summary>
    public bool Means(long kind) => _whole.Contains(kind);

    /// <summary>Nothing but the routes that a request called may speak against it.</summary>
    public bool MayMean(long kind) => _around.ContainsKey(kind);

    /// <summary>A route answered.</summary>
    public bool HasRoute(long kind) => _around.GetValueOrDefault(kind);
}
