using System.Text;
using Gratis.Stores;

namespace Gratis.Postgres.Requests;

/// <summary>
/// Text as PostgreSQL can hold it: without NUL and without halves of characters, which clients may put into every name that they make up.
/// They are shown as what cannot be shown; the request they stand in is not lost for them.
/// </summary>
internal static class HeldText
{
    private const char Unshown = '\uFFFD';

    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsSurrogate(text[i]))
                return Mend(text);
        }

        return text;
    }

    /// <summary>A request whose columns can be held; its plan and its bodies are not among them.</summary>
    public static RequestStory Of(RequestStory story) => story with
    {
        Id = Of(story.Id),
        Operation = Of(story.Operation),
        Model = Of(story.Model),
        Client = OrNull(story.Client),
        Outcome = Of(story.Outcome),
        Route = OrNull(story.Route),
        Account = OrNull(story.Account),
        Spill = OrNull(story.Spill),
        Attempts = [.. story.Attempts.Select(attempt => attempt with { Route = Of(attempt.Route) })],
    };

    /// <summary>A filter that asks for what can be held.</summary>
    public static RequestFilter Of(RequestFilter filter) => filter with
    {
        Model = OrNull(filter.Model),
        Route = OrNull(filter.Route),
        Provider = OrNull(filter.Provider),
        Client = OrNull(filter.Client),
        Status = OrNull(filter.Status),
        Outcome = OrNull(filter.Outcome),
        Operation = OrNull(filter.Operation),
        Text = OrNull(filter.Text),
    };

    private static string? OrNull(string? text) => text is null ? null : Of(text);

    private static string Mend(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0)
                mended.Append(Unshown);
            else
                mended.Append(rune);
        }

        return mended.ToString();
    }
}
