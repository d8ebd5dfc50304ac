using System.Collections.Immutable;
using System.Globalization;

namespace Gratis.Catalog.Facts;

/// <summary>One mapping of a file of facts, with typed and strict access to its keys.</summary>
internal sealed class FactsNode(string file, FactsMap map)
{
    private static readonly string[] OwnEvidence = ["as_of", "confidence", "source"];

    /// <summary>The keys by which a fact differs from its file in evidence.</summary>
    public static ReadOnlySpan<string> EvidenceKeys => OwnEvidence;

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Whether the file says that there is no such thing, or that nobody knows.</summary>
    public bool IsNull(string key) => Find(key) is FactsText { IsNull: true };

    /// <summary>Refuses every other key.</summary>
    public void AllowOnly(params ReadOnlySpan<string> keys)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (!keys.Contains(key))
            {
                throw new FormatException($"{file}:{value.Line}: unknown key '{key}'; known here: {string.Join(", ", keys!)}.");
            }
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string key) => TextOrNull(key) ?? throw Error(key, "is missing");

    /// <summary>A text that must be there and match.</summary>
    public string Text(string key, Func<string, bool> matches, string expected) => Matching(key, Text(key), matches, expected);

    /// <summary>A text that may be absent, but not empty.</summary>
    public string? TextOrNull(string key) => Find(key) is { } value ? Scalar(key, value) : null;

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool fallback = false) => TextOrNull(key) switch
    {
        null => fallback,
        "true" => true,
        "false" => false,
        var other => throw Error(key, $"'{other}' must be true or false"),
    };

    /// <summary>True or false; null when absent.</summary>
    public bool? FlagOrNull(string key) => Has(key) ? Flag(key) : null;

    /// <summary>A date that must be there.</summary>
    public DateOnly Date(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw Error(key, $"'{Text(key)}' must be a date like 2026-01-31");

    /// <summary>A whole number within bounds.</summary>
    public int Number(string key, int least, int most) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Error(key, $"'{Text(key)}' must be a whole number from {least} to {most}");

    /// <summary>A whole number within bounds; null when absent.</summary>
    public int? NumberOrNull(string key, int least, int most) => Has(key) ? Number(key, least, most) : null;

    /// <summary>One of the given words, as its place among them.</summary>
    public int Choice(string key, params ReadOnlySpan<string> words) =>
        words.IndexOf(Text(key)) is >= 0 and var place ? place : throw Error(key, $"'{Text(key)}' must be one of: {string.Join(", ", words!)}");

    /// <summary>An absolute https URL that must be there.</summary>
    public string HttpsUrl(string key) => FactsPatterns.IsHttpsUrl(Text(key)) ? Text(key) : throw Error(key, $"'{Text(key)}' must be an absolute https:// URL");

    /// <summary>A path below the base URL or an https URL; null when the file says so, the fallback when it says nothing.</summary>
    public string? Path(string key, string? fallback) => Find(key) switch
    {
        null => fallback,
        FactsText { IsNull: true } => null,
        _ when Text(key) is var text && (text.StartsWith('/') || FactsPatterns.IsHttpsUrl(text)) => text,
        _ => throw Error(key, $"'{Text(key)}' must start with a slash or be an absolute https:// URL, or be null"),
    };

    /// <summary>A list of texts that match, each once; empty when absent.</summary>
    public ImmutableArray<string> List(string key, Func<string, bool> matches, string expected)
    {
        if (Find(key) is not { } value)
        {
            return [];
        }

        if (value is not FactsList { Items: var items })
        {
            throw Error(key, "must be a list");
        }

        var texts = ImmutableArray.CreateBuilder<string>(items.Count);
        foreach (var item in items)
        {
            var text = Matching(key, Scalar(key, item), matches, expected);
            texts.Add(texts.Contains(text) ? throw Error(key, $"names '{text}' twice") : text);
        }

        return texts.MoveToImmutable();
    }

    /// <summary>A list of mappings; empty when absent.</summary>
    public ImmutableArray<FactsNode> Maps(string key) => Find(key) switch
    {
        null => [],
        FactsList { Items: var items } => [.. items.Select(item => item is FactsMap below ? new FactsNode(file, below) : throw Error(key, "must be a list of mappings"))],
        _ => throw Error(key, "must be a list of mappings"),
    };

    /// <summary>A mapping below this one; null when absent.</summary>
    public FactsNode? Map(string key) => Find(key) switch
    {
        null => null,
        FactsMap below => new FactsNode(file, below),
        _ => throw Error(key, "must be a mapping"),
    };

    /// <summary>A mapping below this one, or a bare text read as one that has nothing but <c>is</c>.</summary>
    public FactsNode Statement(string key) => Find(key) is FactsText text
        ? new FactsNode(file, new FactsMap(text.Line, new Dictionary<string, FactsValue>(StringComparer.Ordinal) { ["is"] = text }))
        : Map(key) ?? throw Error(key, "is missing");

    /// <summary>Why what stands here is believed: what it does not say itself is what its file says.</summary>
    public FactsEvidence Evidence(FactsEvidence of) => new(
        Has("as_of") ? Date("as_of") : of.AsOf,
        Has("confidence") ? (FactsConfidence)Choice("confidence", "low", "medium", "high") : of.Confidence,
        TextOrNull("source") ?? of.Source);

    /// <summary>All of this mapping as texts, in the order of the file.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Texts()
    {
        var texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(map.Entries.Count);
        foreach (var (key, value) in map.Entries)
        {
            texts.Add(new(key, Scalar(key, value)));
        }

        return texts.MoveToImmutable();
    }

    /// <summary>An error at a key, or at the mapping when the key is absent.</summary>
    public FormatException Error(string key, string problem) => new($"{file}:{(Find(key) ?? map).Line}: {key}: {problem}.");

    private FactsValue? Find(string key) => map.Entries.GetValueOrDefault(key);

    private string Scalar(string key, FactsValue value) =>
        value is FactsText { Text: { Length: > 0 } text, IsNull: false } ? text : throw Error(key, "must be a text that is not empty");

    private string Matching(string key, string text, Func<string, bool> matches, string expected) =>
        matches(text) ? text : throw Error(key, $"'{text}' must be {expected}");
}
