using Gratis.Stores;

namespace Gratis.Storage.Requests;

/// <summary>What many requests have in common. Without a model: what was asked for is no name of ours, and no two need be alike.</summary>
internal readonly record struct RequestKind(
    string Operation, bool IsStream, string? Model, string? Client, string? Route, string? Account, string Outcome, int? Status)
{
    /// <summary>The kind of a request.</summary>
    public static RequestKind Of(RequestStory story) => new(
        story.Operation, story.IsStream, story.IsKnownModel ? story.Model : null, story.Client, story.Route, story.Account, story.Outcome, story.Status);

    /// <summary>A request that is nothing but of this kind, to be judged by a filter.</summary>
    public RequestStory ToShape() => new()
    {
        Number = 0,
        Id = "",
        At = default,
        Took = default,
        Operation = Operation,
        IsStream = IsStream,
        Model = Model ?? "",
        IsKnownModel = Model is not null,
        Client = Client,
        Route = Route,
        Account = Account,
        Outcome = Outcome,
        Status = Status,
    };
}
