using Gratis.Hosting.Catalogue;

namespace Gratis.Hosting.Diagnosis;

/// <summary>How it stands with the routes, as it is shown.</summary>
internal sealed record DiagnosisReport
{
    /// <summary>One is under way.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>When the last one ended; null before the first.</summary>
    public required DateTimeOffset? LastRun { get; init; }

    /// <summary>When the next one begins by itself; null where none does.</summary>
    public required DateTimeOffset? NextRun { get; init; }

    public required IReadOnlyList<Suggestion> Suggestions { get; init; }

    /// <summary>What the last one could not find out.</summary>
    public required IReadOnlyList<OpenQuestion> Inconclusive { get; init; }

    public required IReadOnlyList<ProviderProbes> Budget { get; init; }

    /// <summary>What happened to the catalogue lately, newest last.</summary>
    public required IReadOnlyList<NewsItem> News { get; init; }
}

/// <summary>Something about a route that a probe could not settle.</summary>
internal sealed record OpenQuestion(string Route, string Question, string Reason);

/// <summary>Probes of one provider within 24 hours.</summary>
internal readonly record struct ProviderProbes(string Provider, int Used, int Limit);

/// <summary>What came of a list of suggestion ids.</summary>
/// <param name="Done">Those that were carried out or put away.</param>
/// <param name="Unknown">Ids that stand for nothing now.</param>
internal sealed record SuggestionChange(IReadOnlyList<Suggestion> Done, IReadOnlyList<string> Unknown);
