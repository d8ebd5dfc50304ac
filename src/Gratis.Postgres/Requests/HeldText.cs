using Gratis.Stores;

namespace Gratis.Postgres.Requests;

/// <summary>
/// Requests and questions as PostgreSQL can hold them (<see cref="Words"/>): clients may put anything into every name that they make up,
/// and the request it stands in is not lost for it.
/// </summary>
internal static class HeldText
{
    /// <summary>A request whose columns can be held; its plan and its bodies are not among them.</summary>
    public static RequestStory Of(RequestStory story) => story with
    {
        Id = Words.Of(story.Id),
        Operation = Words.Of(story.Operation),
        Model = Words.Of(story.Model),
        Client = Words.OrNull(story.Client),
        Outcome = Words.Of(story.Outcome),
        Route = Words.OrNull(story.Route),
        Account = Words.OrNull(story.Account),
        Spill = Words.OrNull(story.Spill),
        Attempts = [.. story.Attempts.Select(attempt => attempt with { Route = Words.Of(attempt.Route) })],
    };

    /// <summary>A filter that asks for what can be held.</summary>
    public static RequestFilter Of(RequestFilter filter) => filter with
    {
        Model = Words.OrNull(filter.Model),
        Route = Words.OrNull(filter.Route),
        Provider = Words.OrNull(filter.Provider),
        Client = Words.OrNull(filter.Client),
        Status = Words.OrNull(filter.Status),
        Outcome = Words.OrNull(filter.Outcome),
        Operation = Words.OrNull(filter.Operation),
        Text = Words.OrNull(filter.Text),
    };
}
