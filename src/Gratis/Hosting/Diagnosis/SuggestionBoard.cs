namespace Gratis.Hosting.Diagnosis;

/// <summary>
/// The suggestions of this moment, made anew of what is known whenever somebody looks, so that none is ever out of date, and carried
/// out by their ids.
/// </summary>
internal sealed class SuggestionBoard(DiagnosisParts parts)
{
    private readonly SuggestionDesk _desk = new(parts.Engine.Evidence, parts.Keeper.News, parts.Engine.Time);
    private readonly Lock _lock = new();
    private Dictionary<string, Suggestion> _made = [];

    /// <summary>What might be done now.</summary>
    public IReadOnlyList<Suggestion> Current()
    {
        var now = parts.Engine.Time.GetUtcNow();
        var suggested = Suggestions.Of(new SuggestionFacts(parts.Keeper.Current, parts.Engine.Evidence, new ListedModels(parts.Discovery.Listings), now));
        lock (_lock)
        {
            Suggestion[] dated = [.. suggested.Select(one => one with { CreatedAt = Made(one)?.CreatedAt ?? now })];
            _made = dated.ToDictionary(static suggestion => suggestion.Id);
            return dated;
        }
    }

    /// <summary>Carries suggestions out.</summary>
    public SuggestionChange Accept(IEnumerable<string> ids) => Change(ids, _desk.Accept);

    /// <summary>Carries out every suggestion of one kind.</summary>
    public SuggestionChange Accept(SuggestedAction action) =>
        Accept([.. Current().Where(suggestion => suggestion.Action == action).Select(static suggestion => suggestion.Id)]);

    /// <summary>Puts suggestions away until something new is known.</summary>
    public SuggestionChange Dismiss(IEnumerable<string> ids) => Change(ids, _desk.Dismiss);

    /// <summary>Carries out what is proven and adds nothing; what that was.</summary>
    public IReadOnlyList<Suggestion> Maintain()
    {
        var proven = Current().Where(static suggestion => suggestion is { IsProven: true, Action: SuggestedAction.RemoveRoute or SuggestedAction.RecoverRoute });
        return Change(proven.Select(static suggestion => suggestion.Id), _desk.Maintain).Done;
    }

    private Suggestion? Made(Suggestion suggestion) => _made.GetValueOrDefault(suggestion.Id) is { } made && made.Words == suggestion.Words ? made : null;

    private SuggestionChange Change(IEnumerable<string> ids, Action<Suggestion> change)
    {
        var known = Current().ToDictionary(static suggestion => suggestion.Id);
        var done = new List<Suggestion>();
        var unknown = new List<string>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (known.TryGetValue(id, out var suggestion))
                done.Add(suggestion);
            else
                unknown.Add(id);
        }

        done.ForEach(change);
        if (done.Count > 0)
            parts.Keeper.Rebuild();
        return new SuggestionChange(done, unknown);
    }
}
