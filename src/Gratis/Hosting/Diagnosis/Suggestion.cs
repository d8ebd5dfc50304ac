using System.Security.Cryptography;
using System.Text;

namespace Gratis.Hosting.Diagnosis;

/// <summary>What a suggestion would have done.</summary>
internal enum SuggestedAction
{
    /// <summary>Two proofs say that the route is gone: it leaves the catalogue.</summary>
    RemoveRoute,

    /// <summary>It was removed and is back: what was noted against it is cleared.</summary>
    RecoverRoute,

    /// <summary>It was found: it serves from now on.</summary>
    AddRoute,
}

/// <summary>Something that the owner, or maintenance, may do to a route.</summary>
/// <param name="Id">The same for the same action on the same route.</param>
/// <param name="Action">What.</param>
/// <param name="Route">The route's id.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Evidence">What it rests on. The same words as long as nothing new is known: once dismissed, it stays away as long as they stand.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record Suggestion(string Id, SuggestedAction Action, string Route, string Reason, string Evidence, double Confidence)
{
    private const int LongestWords = 240;

    /// <summary>Nothing but proofs speak: maintenance may do it without asking.</summary>
    public bool IsProven { get; init; }

    /// <summary>When it was first made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    public string Provider => ProviderOf(Route);

    /// <summary>Reason and evidence in one, as they are kept with the owner's word on them.</summary>
    public string Words => Bounded($"{Reason}: {Evidence}");

    public static Suggestion Of(SuggestedAction action, string route, string reason, string evidence, double confidence, bool isProven) =>
        new(IdOf(action, route), action, route, reason, Bounded(evidence), confidence) { IsProven = isProven };

    public static string IdOf(SuggestedAction action, string route) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(action.Spell() + "\n" + route.ToLowerInvariant())).AsSpan(0, 8));

    /// <summary>The provider of a route's id; empty where it names none.</summary>
    public static string ProviderOf(string route) => route[..Math.Max(0, route.IndexOf('/', StringComparison.Ordinal))];

    private static string Bounded(string words) => words.Length <= LongestWords ? words : words[..(LongestWords - 1)] + "…";
}

/// <summary>The actions' names.</summary>
internal static class SuggestedActions
{
    extension(SuggestedAction action)
    {
        /// <summary>As answers and the store spell it.</summary>
        public string Spell() => action switch
        {
            SuggestedAction.AddRoute => "add_route",
            SuggestedAction.RemoveRoute => "remove_route",
            _ => "recover_route",
        };
    }

    /// <summary>The action of a name; null for any other word.</summary>
    public static SuggestedAction? Parse(string? name) => name switch
    {
        "add_route" => SuggestedAction.AddRoute,
        "remove_route" => SuggestedAction.RemoveRoute,
        "recover_route" => SuggestedAction.RecoverRoute,
        _ => null,
    };
}
