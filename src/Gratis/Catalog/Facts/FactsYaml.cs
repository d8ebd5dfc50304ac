using System.Buffers;

namespace Gratis.Catalog.Facts;

/// <summary>
/// Reads the plain YAML that facts are written in: one value a line, <c>[lists]</c> and <c>{ mappings }</c> in it, or one indented level below a key.
/// A general parser costs more at a cold start than all the rest of reading the facts; what is not understood here is an error, never a guess,
/// and the tests hold every shipped file against a general parser.
/// </summary>
internal sealed class FactsYaml
{
    private static readonly SearchValues<char> BlockStarts = SearchValues.Create("&*!|>%@`\"'[]{},#?:-");
    private static readonly SearchValues<char> FlowBreaks = SearchValues.Create(",[]{}'\"");

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly string _file;
    private string _text = "";
    private int _at;
    private int _line;

    private FactsYaml(string file) => _file = file;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FormatException">Names the file and line of what was not understood.</exception>
    public static FactsMap Parse(string file, TextReader reader) => new FactsYaml(file).Document(reader);

    private FactsMap Document(TextReader reader)
    {
        var root = new Dictionary<string, FactsValue>(StringComparer.Ordinal);
        (string Key, int Line)? open = null;
        while (reader.ReadLine() is { } text)
        {
            (_text, _at, _line) = (text.TrimEnd(), text.Length - text.TrimStart(' ').Length, _line + 1);
            if (_at >= _text.Length || _text[_at] == '#')
            {
                continue;
            }

            if (_at == 2 && open is { } parent)
            {
                Child(root, parent.Key, parent.Line);
                continue;
            }

            if (_at != 0 || (open is { } childless && !root.ContainsKey(childless.Key)))
            {
                throw Error("expected a key without indent, or exactly two spaces below a key without a value");
            }

            var key = Key(root);
            open = _at == _text.Length ? (key, _line) : null;
            if (open is null)
            {
                root.Add(key, Value());
            }
        }

        return open is { } last && !root.ContainsKey(last.Key) ? throw Error($"{last.Key} has no value") : new FactsMap(1, root);
    }

    private void Child(Dictionary<string, FactsValue> root, string parent, int line)
    {
        var isItem = _text.AsSpan(_at).StartsWith("- ");
        if (!root.TryGetValue(parent, out var block))
        {
            block = isItem ? new FactsList(line, new List<FactsValue>()) : new FactsMap(line, new Dictionary<string, FactsValue>(StringComparer.Ordinal));
            root.Add(parent, block);
        }

        switch (block)
        {
            case FactsList { Items: List<FactsValue> items } when isItem:
                _at += 2;
                items.Add(Value());
                break;
            case FactsMap { Entries: Dictionary<string, FactsValue> entries } when !isItem:
                entries.Add(Key(entries), Value());
                break;
            default:
                throw Error($"{parent} is either a list or a mapping");
        }
    }

    private string Key(Dictionary<string, FactsValue> siblings)
    {
        var rest = _text.AsSpan(_at);
        var colon = rest.IndexOf(": ");
        var length = colon >= 0 ? colon : rest[^1] == ':' ? rest.Length - 1 : -1;
        if (length <= 0 || rest[..length].IndexOfAnyExcept(KeyCharacters) >= 0)
        {
            throw Error("expected 'key: value'");
        }

        var key = rest[..length].ToString();
        _at += length + 1;
        SkipSpaces();
        return siblings.ContainsKey(key) ? throw Error($"{key} is there twice") : key;
    }

    private FactsValue Value()
    {
        SkipSpaces();
        var rest = _text.AsSpan(_at);
        FactsValue value;
        if (rest is ['[' or '{' or '\'', ..])
        {
            value = Flow();
        }
        else if (rest.IsEmpty || BlockStarts.Contains(rest[0]) || rest.Contains(": ", StringComparison.Ordinal) || rest[^1] == ':'
            || rest.Contains(" #", StringComparison.Ordinal))
        {
            throw Error("expected a value; put it in single quotes if it has special characters, and comments on lines of their own");
        }
        else
        {
            value = new FactsText(_line, rest.ToString(), Quoted: false);
            _at = _text.Length;
        }

        return _at == _text.Length ? value : throw Error($"did not expect '{_text[_at..]}'");
    }

    private FactsValue Flow()
    {
        switch (Peek())
        {
            case '[':
                var items = new List<FactsValue>();
                while (Next(']', first: items.Count == 0))
                {
                    items.Add(Flow());
                }

                return new FactsList(_line, items);
            case '{':
                var entries = new Dictionary<string, FactsValue>(StringComparer.Ordinal);
                while (Next('}', first: entries.Count == 0))
                {
                    entries.Add(Key(entries), Flow());
                }

                return new FactsMap(_line, entries);
            case '\'':
                return Quoted();
            default:
                var rest = _text.AsSpan(_at);
                var end = rest.IndexOfAny(FlowBreaks);
                var plain = (end < 0 ? rest : rest[..end]).TrimEnd();
                if (plain.IsEmpty || BlockStarts.Contains(plain[0]) || plain.Contains(": ", StringComparison.Ordinal) || plain[^1] == ':'
                    || plain.Contains(" #", StringComparison.Ordinal))
                {
                    throw Error("expected a value; put it in single quotes if it has special characters");
                }

                _at += plain.Length;
                return new FactsText(_line, plain.ToString(), Quoted: false);
        }
    }

    /// <summary>Steps over the opening bracket, a comma or the closing bracket; false at the end.</summary>
    private bool Next(char close, bool first)
    {
        if (!first && Peek() is var separator && separator != ',' && separator != close)
        {
            throw Error($"expected ',' or '{close}'");
        }

        var closed = !first && Peek() == close;
        _at++;
        if (first && Peek() == close)
        {
            throw Error("empty lists and mappings have no place here; leave the key out");
        }

        SkipSpaces();
        return !closed;
    }

    private FactsText Quoted()
    {
        var start = ++_at;
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] != '\'')
            {
                continue;
            }

            if (_at + 1 == _text.Length || _text[_at + 1] != '\'')
            {
                return new FactsText(_line, _text[start.._at++].Replace("''", "'", StringComparison.Ordinal), Quoted: true);
            }

            _at++;
        }

        throw Error("a quote is not closed");
    }

    private char Peek()
    {
        SkipSpaces();
        return _at < _text.Length ? _text[_at] : throw Error("the line ends too early");
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private FormatException Error(string problem) => new($"{_file}:{_line}: {problem}.");
}
