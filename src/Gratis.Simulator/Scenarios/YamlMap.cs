using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Gratis.Simulator.Scenarios;

/// <summary>A YAML map that is read key by key and knows afterwards which keys nobody wanted.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly YamlMappingNode _node;
    private readonly string _what;

    public YamlMap(YamlNode node, string what)
    {
        _what = what;
        _node = node as YamlMappingNode ?? throw Problem(node, $"{what} must be a map");
        foreach (var (key, value) in _node.Children)
            _values[key.ToString()] = value;
    }

    /// <summary>The map that a whole text is.</summary>
    public static YamlMap Of(string text, string what)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException broken)
        {
            throw new ScenarioException($"line {broken.Start.Line}: {broken.Message}", broken);
        }

        return yaml.Documents.Count == 1 ? new YamlMap(yaml.Documents[0].RootNode, what) : throw new ScenarioException($"{what} must be one YAML document");
    }

    public YamlNode? Node(string key)
    {
        _wanted.Add(key);
        return _values.GetValueOrDefault(key);
    }

    public string? Text(string key) => Node(key) switch
    {
        null => null,
        YamlScalarNode { Value: { } text } => text,
        var node => throw Problem(node, $"'{key}' must be text"),
    };

    public string Need(string key) => Text(key) is { Length: > 0 } text ? text : throw Problem(_node, $"{_what} needs '{key}'");

    public long? Whole(string key) => Parsed<long>(key, "a whole number", text => long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null);

    public int? Number(string key) => (int?)Whole(key);

    public double? Fraction(string key) => Parsed<double>(key, "a number", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null);

    public decimal? Usd(string key) => Parsed<decimal>(key, "an amount", text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null);

    public bool? Flag(string key) => Parsed<bool>(key, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    public TimeSpan? Duration(string key) => Parsed<TimeSpan>(key, "a duration such as 80ms, 10s, 2m, 1h or 1d", Durations.Read);

    public DateOnly? Day(string key) => Parsed<DateOnly>(key, "a day such as 2026-03-01", text => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null);

    public T? Choice<T>(string key)
        where T : struct, Enum => Parsed<T>(key, "one of " + Spelling.All<T>(), text => Spelling.TryRead<T>(text, out var value) ? value : null);

    public IEnumerable<YamlNode> List(string key) => Node(key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var node => throw Problem(node, $"'{key}' must be a list"),
    };

    public YamlMap? Map(string key) => Node(key) is { } node ? new YamlMap(node, $"'{key}'") : null;

    public IEnumerable<KeyValuePair<string, string>> Pairs(string key) =>
        Node(key) is not { } node ? []
        : node is YamlMappingNode map ? map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), pair.Value.ToString()))
        : throw Problem(node, $"'{key}' must be a map");

    /// <summary>Complains about keys that nobody has asked for.</summary>
    public void Close()
    {
        foreach (var key in _node.Children.Keys)
        {
            if (!_wanted.Contains(key.ToString()))
                throw Problem(key, $"{_what} has no '{key}'; it may have {string.Join(", ", _wanted)}");
        }
    }

    public static ScenarioException Problem(YamlNode node, string message) => new($"line {node.Start.Line}: {message}");

    public ScenarioException Problem(string message) => Problem(_node, message);

    private T? Parsed<T>(string key, string shape, Func<string, T?> parse)
        where T : struct =>
        Text(key) is not { } text ? null : parse(text) ?? throw Problem(_values[key], $"'{key}' must be {shape}, not '{text}'");
}
