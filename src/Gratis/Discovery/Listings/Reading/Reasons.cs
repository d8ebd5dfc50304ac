using System.Collections.Immutable;
using System.Globalization;
using Gratis.Upstream.Verdicts;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Why entries were left out: the first reasons, and a count of the rest, however many there are.</summary>
internal sealed class Reasons
{
    private const int Most = 20;
    private const int LongestId = 60;

    private readonly List<string> _reasons = [];
    private int _count;

    /// <summary>The first one.</summary>
    public string? First => _reasons.Count > 0 ? _reasons[0] : null;

    /// <summary>Notes one.</summary>
    /// <param name="place">Which entry it is.</param>
    /// <param name="id">What it calls itself, as it came.</param>
    /// <param name="why">What is wrong with it.</param>
    public void Add(string place, string? id, string why)
    {
        if (++_count <= Most)
            _reasons.Add($"{place}{Quoted(id)}: {why}");
    }

    /// <summary>All of it.</summary>
    public ImmutableArray<string> ToImmutable() =>
        _count > Most ? [.. _reasons, string.Create(CultureInfo.InvariantCulture, $"and {_count - Most:N0} more")] : [.. _reasons];

    private static string Quoted(string? id) =>
        Redaction.Clean(ListedText.Shown(id)) is { } shown ? $" '{(shown.Length > LongestId ? shown[..LongestId] : shown)}'" : "";
}
