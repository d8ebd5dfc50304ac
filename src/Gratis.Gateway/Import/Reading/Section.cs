using System.Collections.Immutable;
using System.Globalization;
using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;

namespace Gratis.Gateway.Import.Reading;

/// <summary>One mapping of a source. It remembers which of its keys were read, so that whatever nobody reads is told of.</summary>
internal sealed class Section(MapNode map, string path, Workbench bench)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>How messages call it.</summary>
    public string Path => path;

    public int Line => map.Origin.Line;

    /// <summary>Its entries that nobody has read yet; they count as read now.</summary>
    public IEnumerable<MapEntry> Rest() => map.Entries.Where(entry => _read.Add(entry.Key));

    /// <summary>A value; null where there is none.</summary>
    public ConfigNode? Take(string key)
    {
        _read.Add(key);
        return map.Find(key) is { } node and not ScalarNode { IsAbsent: true } ? node : null;
    }

    /// <summary>The line of a value, or of the whole section.</summary>
    public int LineOf(string key) => map.Find(key)?.Origin.Line ?? Line;

    /// <summary>What a key is called in messages.</summary>
    public string NameOf(string key) => Paths.Join(path, key);

    public ScalarNode? Scalar(string key)
    {
        if (Take(key) is not { } node)
            return null;
        if (node is ScalarNode scalar)
            return scalar;
        Remark(key, "is no single value and was left out.");
        return null;
    }

    public string? Text(string key) => Scalar(key)?.Text;

    /// <summary>A value with the references that are in it.</summary>
    public DraftValue? Value(string key) => Scalar(key) is { } scalar ? DraftValue.Of(scalar) : null;

    public bool? Flag(string key) => Scalar(key)?.Text.ToLowerInvariant() switch
    {
        null => null,
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => Refused<bool>(key, "true or false"),
    };

    /// <summary>A whole number within bounds; what is no such number is told of and left out.</summary>
    public long? Whole(string key, long least, long most) => Scalar(key) is not { } scalar ? null
        : Numbers.TryParse(scalar.Text, out long number) && number >= least && number <= most ? number
        : Refused<long>(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>A span in seconds, of up to a day.</summary>
    public double? Seconds(string key) => Scalar(key) is not { } scalar ? null
        : Durations.TryParse(scalar.Text, out var seconds) && seconds is > 0 and <= 86_400 ? seconds
        : Refused<double>(key, "a span of up to a day");

    public Section? Sub(string key)
    {
        if (Take(key) is not { } node)
            return null;
        if (node is MapNode inner)
            return new Section(inner, NameOf(key), bench);
        Remark(key, "is no mapping and was left out.");
        return null;
    }

    /// <summary>The mappings of a list.</summary>
    public IEnumerable<Section> Items(string key)
    {
        foreach (var (index, item) in List(key).Index())
        {
            if (item is MapNode inner)
                yield return new Section(inner, Paths.Item(NameOf(key), index), bench);
            else
                bench.Remark(item.Origin.Line, Paths.Item(NameOf(key), index), "is no mapping and was left out.");
        }
    }

    /// <summary>The single values of a list.</summary>
    public IEnumerable<ScalarNode> Scalars(string key) => List(key).OfType<ScalarNode>().Where(item => !item.IsAbsent);

    /// <summary>The mappings of a mapping, by name.</summary>
    public IEnumerable<(string Name, Section Section)> Named(string key)
    {
        foreach (var entry in Sub(key)?.Rest() ?? [])
        {
            if (entry.Value is MapNode inner)
                yield return (entry.Key, new Section(inner, Paths.Join(NameOf(key), entry.Key), bench));
            else if (!entry.Key.StartsWith('_'))
                bench.Remark(entry.At.Line, Paths.Join(NameOf(key), entry.Key), "is no mapping and was left out.");
        }
    }

    /// <summary>These say nothing that is missed.</summary>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            _read.Add(key);
    }

    public void Remark(string key, string message) => bench.Remark(LineOf(key), NameOf(key), message);

    /// <summary>Tells of a key, where it is there, why it was left out.</summary>
    public void LeaveOut(string key, string why)
    {
        if (Take(key) is not null)
            Remark(key, why);
    }

    /// <summary>Tells of whatever nobody has read. What begins with an underscore is a note.</summary>
    public void Close(string why = "has no counterpart here and was left out.")
    {
        foreach (var entry in Rest())
        {
            if (!entry.Key.StartsWith('_') && entry.Value is not (ScalarNode { IsAbsent: true } or ListNode { Items: [] }))
                bench.Remark(entry.At.Line, NameOf(entry.Key), why);
        }
    }

    private ImmutableArray<ConfigNode> List(string key)
    {
        if (Take(key) is not { } node)
            return [];
        if (node is ListNode list)
            return list.Items;
        Remark(key, "is no list and was left out.");
        return [];
    }

    private T? Refused<T>(string key, string expected)
        where T : struct
    {
        Remark(key, $"must be {expected} and was left out.");
        return null;
    }
}
