namespace Gratis.Stores;

/// <summary>Which requests are meant; what is null narrows nothing. Memory and disk are asked by the same words, and answered by the same judge.</summary>
internal sealed record RequestFilter
{
    /// <summary>All of them.</summary>
    public static RequestFilter None { get; } = new();

    /// <summary>What was asked for, or a route that was called.</summary>
    public string? Model { get; init; }

    /// <summary>A route that was called.</summary>
    public string? Route { get; init; }

    /// <summary>A provider one of whose routes was called.</summary>
    public string? Provider { get; init; }

    public string? Client { get; init; }

    /// <summary>An outcome, or an HTTP status.</summary>
    public string? Status { get; init; }

    public string? Outcome { get; init; }

    public string? Operation { get; init; }

    /// <summary>From this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this one.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A part of the model, client, outcome or of a called route, or a whole id.</summary>
    public string? Text { get; init; }

    /// <summary>It asks for routes that were called: the one that answered does not tell all of them.</summary>
    public bool AsksForRoutes => Model is not null || Route is not null || Provider is not null || Text is not null;

    /// <summary>It narrows by nothing but perhaps time.</summary>
    public bool IsOpen => this with { From = null, To = null } == None;

    /// <summary>Whether this request is meant.</summary>
    public bool Matches(RequestStory story) =>
        !(story.At < From) && !(story.At >= To)
        && MatchesAround(story)
        && (Model is null || Same(story.Model, Model) || Called(story, Model, Same))
        && (Route is null || Called(story, Route, Same))
        && (Provider is null || Called(story, Provider, IsOf))
        && (Text is null || Same(story.Id, Text) || Holds(story.Model, Text) || Holds(story.Client, Text) || Holds(story.Outcome, Text) || Called(story, Text, Holds));

    /// <summary>What the request itself says, but for its model, does not speak against it.</summary>
    public bool MatchesAround(RequestStory story) =>
        (Client is null || Same(story.Client, Client))
        && (Outcome is null || Same(story.Outcome, Outcome))
        && (Operation is null || Same(story.Operation, Operation))
        && (Status is null || Same(story.Outcome, Status) || story.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) == Status);

    /// <summary>A name that clients made up may be what is asked for.</summary>
    public bool MayMeanName(string name) => (Model is null || Same(name, Model)) && (Text is null || Holds(name, Text));

    /// <summary>A call to this route is one of the things that are asked for.</summary>
    public bool AsksFor(string route) =>
        (Model is not null && Same(route, Model)) || (Route is not null && Same(route, Route)) || (Provider is not null && IsOf(route, Provider)) || (Text is not null && Holds(route, Text));

    private static bool Called(RequestStory story, string word, Func<string?, string, bool> isIt)
    {
        if (isIt(story.Route, word))
            return true;
        foreach (var attempt in story.Attempts)
        {
            if (isIt(attempt.Route, word))
                return true;
        }

        return false;
    }

    private static bool IsOf(string? route, string provider) =>
        route is not null && route.Length > provider.Length && route[provider.Length] == '/' && route.StartsWith(provider, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Holds(string? text, string part) => text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
