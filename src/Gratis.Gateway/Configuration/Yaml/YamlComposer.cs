using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gratis.Gateway.Configuration.Yaml;

/// <summary>
/// Parser events to <see cref="ConfigNode"/>s. Own, because the library's document model stops at the first duplicate key
/// and its object mapping forgets where a value stood.
/// </summary>
internal sealed class YamlComposer
{
    // Far deeper than any key of the config; bounds the recursion.
    private const int DeepestLevel = 32;
    private const int LargestText = 4_000_000;

    private readonly Parser _parser;
    private readonly Origin _base;
    private readonly Func<string, string?> _lookup;
    private readonly Problems _problems;
    private readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

    private YamlComposer(string masked, Origin at, Func<string, string?> lookup, Problems problems)
    {
        _parser = new Parser(new StringReader(masked));
        (_base, _lookup, _problems) = (at, lookup, problems);
    }

    /// <summary>Reads one document, null when it is empty; false where it cannot be read, which then is a problem.</summary>
    public static bool TryCompose(string yaml, Origin at, Func<string, string?> lookup, Problems problems, out ConfigNode? root)
    {
        root = null;
        if (yaml.Length > LargestText)
        {
            problems.Error(at, "", $"The file is larger than {LargestText:N0} characters; a config is not.");
            return false;
        }

        var composer = new YamlComposer(References.Mask(yaml), at, lookup, problems);
        try
        {
            root = composer.Document();
            return true;
        }
        catch (YamlException error)
        {
            // The parser's messages name constructs, never content.
            problems.Error(composer.PlaceOf(error, yaml), "", $"This is not valid YAML: {error.Message}");
            return false;
        }
        catch (InvalidOperationException)
        {
            // The parser's way of meeting an unclosed [ or { with another key on a later line.
            problems.Error(composer.Here(), "", "This is not valid YAML: a [ or { that is opened here or after is not closed.");
            return false;
        }
    }

    private ConfigNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = Node("", 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _problems.Error(At(second.Start), "", "A second document begins here; the config is one document.");
        return root;
    }

    private ConfigNode Node(string path, int level)
    {
        if (level > DeepestLevel)
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"nested deeper than {DeepestLevel} levels.");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Alias(alias, path);
        if (_parser.Current is not NodeEvent start)
            throw new SyntaxErrorException(_parser.Current!.Start, _parser.Current.End, "a value is missing here.");
        ConfigNode node = start switch
        {
            Scalar => Value(_parser.Consume<Scalar>(), path),
            SequenceStart => List(path, level),
            _ => Map(path, level),
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor] = node;
        return node;
    }

    private ConfigNode Alias(AnchorAlias alias, string path)
    {
        // Known only once complete, so an anchor cannot contain itself.
        if (_anchors.TryGetValue(alias.Value, out var node))
            return node;
        _problems.Error(At(alias.Start), path, "refers to an anchor that is not defined above it. Quote the value if the * belongs to it.");
        return ScalarNode.Absent(At(alias.Start));
    }

    private ListNode List(string path, int level)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<ConfigNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node($"{path}[{items.Count}]", level + 1));
        return new ListNode(At(start.Start), items.ToImmutable());
    }

    private MapNode Map(string path, int level)
    {
        var map = new MapNode(At(_parser.Consume<MappingStart>().Start), []);
        var inherited = new List<MapNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                var at = At(_parser.Current!.Start);
                Node(path, level + 1);
                Node(path, level + 1);
                _problems.Error(at, path, "has a key that is not a plain name.");
                continue;
            }

            var keyPath = Paths.Join(path, key.Value);
            var value = Node(keyPath, level + 1);
            if (key is { Value: "<<", IsPlainImplicit: true })
                inherited.AddRange(value is ListNode several ? several.Items.OfType<MapNode>() : value is MapNode one ? [one] : []);
            else if (map.Find(key.Value) is { } first)
                _problems.Error(At(key.Start), keyPath, $"is given twice; the first is in line {first.Origin.Line}. Keep one of them.");
            else
                map = map.With(key.Value, At(key.Start), value);
        }

        foreach (var entry in inherited.SelectMany(source => source.Entries))
            if (map.Find(entry.Key) is null)
                map = map.With(entry.Key, entry.At, entry.Value);
        return map;
    }

    private ScalarNode Value(Scalar scalar, string path)
    {
        var at = At(scalar.Start);
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (isPlain && scalar.Value is "" or "~" or "null" or "Null" or "NULL")
            return ScalarNode.Absent(at);
        var expansion = References.Expand(scalar.Value, _lookup);
        if (expansion.IsMalformed)
        {
            _problems.Error(at, path, "has a ${ that is not ${NAME} or ${NAME:-default}. Write $${ for a literal one.");
            return ScalarNode.Absent(at);
        }

        foreach (var variable in expansion.Missing)
            _problems.Warn(at, path, $"uses ${{{variable}}}, which is not set in the environment or the .env file.");
        var isAbsent = expansion.Text.Length == 0 && expansion.Used.Length > 0;
        return new ScalarNode(at, expansion.Text, !isPlain, isAbsent, expansion.Used);
    }

    private Origin Here() => At(_parser.Current?.Start ?? Mark.Empty);

    // The parser places a forbidden tab at the start of the file; people look for the tab.
    private Origin PlaceOf(YamlException error, string yaml)
    {
        if (error.Start.Index > 0)
            return At(error.Start);
        var lines = yaml.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].AsSpan(0, lines[i].Length - lines[i].AsSpan().TrimStart().Length).IndexOf('\t') is >= 0 and var tab)
                return At(new Mark(0, i + 1, tab + 1));
        return At(error.Start);
    }

    // A value inside an environment variable has no line of its own.
    private Origin At(Mark mark) => _base.Line > 0 ? _base with { Line = (int)mark.Line, Column = (int)mark.Column } : _base;
}
