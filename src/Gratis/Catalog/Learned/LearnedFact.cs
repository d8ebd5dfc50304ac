using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Learned;

/// <summary>One thing that was found out about a route. A later one of the same topic replaces it.</summary>
/// <param name="Route">The route's id, in lower case.</param>
/// <param name="Topic">What it is about: one of <see cref="LearnedTopics"/>.</param>
/// <param name="Value">What was found, as the topic spells it.</param>
/// <param name="Evidence">Why it is believed.</param>
internal sealed record LearnedFact(string Route, string Topic, string Value, Evidence Evidence);

/// <summary>The topics, and how their values are spelled.</summary>
internal static class LearnedTopics
{
    /// <summary>USD that a call cost although the route was believed free.</summary>
    public const string Cost = "cost";

    /// <summary>What the config said about being free when the cost was seen: once it says something else, the cost is over.</summary>
    public const string CostWord = "cost.word";

    /// <summary>How often a call was told that the model is unknown, since it last answered.</summary>
    public const string Gone = "gone";

    /// <summary>The largest request in tokens that may still fit.</summary>
    public const string Context = "context";

    /// <summary>Followed by the name of a capability; <c>true</c> or <c>false</c>.</summary>
    public const string Capability = "capability.";

    /// <summary>Followed by the name of a capability that an answer raised doubts about; <c>true</c>. A second one in a row settles it.</summary>
    public const string Doubt = "doubt.";

    /// <summary>Followed by the name of a request parameter that is refused; <c>true</c>.</summary>
    public const string Refuses = "refuses.";

    /// <summary>What a model of the gateway thinks of a route without prices; <c>free</c> or <c>paid</c>. Never a proof.</summary>
    public const string Opinion = "opinion";

    /// <summary>When a suggestion was accepted (<c>accepted</c>) or turned down (<c>dismissed</c>); followed by its action.</summary>
    public const string Suggestion = "suggestion.";
}
