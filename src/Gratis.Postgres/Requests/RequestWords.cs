using System.Globalization;
using System.Text;
using Gratis.Stores;

namespace Gratis.Postgres.Requests;

/// <summary>
/// What filters ask for, as one text that the server can look into: folded here, because what upper case is depends on how a database was
/// created. It finds at least what is meant; the filter itself judges every request before it is shown.
/// </summary>
internal static class RequestWords
{
    private const char End = '\n';

    /// <summary>The words of a request.</summary>
    public static string Of(RequestStory story)
    {
        var words = new StringBuilder().Append(End);
        Add(words, 'm', story.Model);
        Add(words, 'c', story.Client);
        Add(words, 'o', story.Outcome);
        Add(words, 's', story.Status?.ToString(CultureInfo.InvariantCulture));
        Add(words, 'k', story.Operation);
        Add(words, 'r', story.Route);
        foreach (var route in story.Attempts.Select(attempt => attempt.Route).Distinct(StringComparer.Ordinal))
        {
            if (route != story.Route)
                Add(words, 'r', route);
        }

        return words.ToString();
    }

    /// <summary>What a request's words hold if it is meant: all of these, of each at least one.</summary>
    public static IEnumerable<string[]> Of(RequestFilter filter)
    {
        if (filter.Model is { } model)
            yield return [Whole('m', model), Whole('r', model)];
        if (filter.Route is { } route)
            yield return [Whole('r', route)];
        if (filter.Provider is { } provider)
            yield return [Begin('r', provider) + '/'];
        if (filter.Client is { } client)
            yield return [Whole('c', client)];
        if (filter.Outcome is { } outcome)
            yield return [Whole('o', outcome)];
        if (filter.Operation is { } operation)
            yield return [Whole('k', operation)];
        if (filter.Status is { } status)
            yield return [Whole('o', status), Whole('s', status)];
        if (filter.Text is { } text)
            yield return [Fold(text)];
    }

    /// <summary>The same for texts that differ in case only.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();

    private static void Add(StringBuilder words, char kind, string? word)
    {
        if (word is not null)
            words.Append(kind).Append(':').Append(Fold(word)).Append(End);
    }

    private static string Whole(char kind, string word) => Begin(kind, word) + End;

    private static string Begin(char kind, string word) => $"{End}{kind}:{Fold(word)}";
}
