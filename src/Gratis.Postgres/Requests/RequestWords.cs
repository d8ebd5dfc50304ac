using System.Globalization;
using Gratis.Stores;

namespace Gratis.Postgres.Requests;

/// <summary>
/// What filters ask for, as one text that the server can look into: folded here, because what upper case is depends on how a database was
/// created. It finds at least what is meant; the filter itself judges every request before it is shown.
/// </summary>
internal static class RequestWords
{
    private const string End = "\n";

    /// <summary>What stands for the name of a model that a client made up, among the words of a day.</summary>
    public const string MadeUp = "u";

    /// <summary>The words of a request.</summary>
    public static string Of(RequestStory story) => End + string.Join(End, Each(story)) + End;

    /// <summary>Those of them that a day has.</summary>
    public static IEnumerable<string> OfDay(RequestStory story) => story.IsKnownModel ? Each(story) : Each(story).Skip(1).Append(MadeUp);

    /// <summary>What a request's words hold if it is meant: all of these, of each at least one.</summary>
    public static IEnumerable<SoughtWords> Of(RequestFilter filter)
    {
        if (filter.Model is { } model)
            yield return new SoughtWords([Whole('m', model), Whole('r', model)], MayBeMadeUp: true);
        if (filter.Route is { } route)
            yield return new SoughtWords([Whole('r', route)]);
        if (filter.Provider is { } provider)
            yield return new SoughtWords([Begin('r', provider) + '/']);
        if (filter.Client is { } client)
            yield return new SoughtWords([Whole('c', client)]);
        if (filter.Outcome is { } outcome)
            yield return new SoughtWords([Whole('o', outcome)]);
        if (filter.Operation is { } operation)
            yield return new SoughtWords([Whole('k', operation)]);
        if (filter.Status is { } status)
            yield return new SoughtWords([Whole('o', status), Whole('s', status)]);
        if (filter.Text is { } text)
            yield return new SoughtWords([Fold(text)], MayBeMadeUp: true);
    }

    /// <summary>The same for texts that differ in case only.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();

    /// <summary>The model first.</summary>
    private static IEnumerable<string> Each(RequestStory story)
    {
        yield return Word('m', story.Model);
        yield return Word('o', story.Outcome);
        yield return Word('k', story.Operation);
        if (story.Client is { } client)
            yield return Word('c', client);
        if (story.Status is { } status)
            yield return Word('s', status.ToString(CultureInfo.InvariantCulture));
        foreach (var route in story.Attempts.Select(attempt => attempt.Route).Append(story.Route).OfType<string>().Distinct(StringComparer.Ordinal))
            yield return Word('r', route);
    }

    private static string Word(char kind, string word) => $"{kind}:{Fold(word)}";

    private static string Whole(char kind, string word) => Begin(kind, word) + End;

    private static string Begin(char kind, string word) => End + Word(kind, word);
}

/// <summary>One thing that a filter asks for.</summary>
/// <param name="AnyOf">One of them is among the words of what is meant.</param>
/// <param name="MayBeMadeUp">It may also be the name of a model that a client made up.</param>
internal sealed record SoughtWords(string[] AnyOf, bool MayBeMadeUp = false);
