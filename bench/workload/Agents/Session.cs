using System.Globalization;
using System.Text;

namespace Gratis.Workload.Agents;

/// <summary>A sequence of calls whose prompts grow as a conversation does. What it says depends on its seed alone, not on what it is answered.</summary>
internal sealed class Session
{
    private static readonly byte[] Prose = WriteProse();

    private readonly AgentKind _kind;
    private readonly Random _dice;
    private readonly bool _streams;
    private readonly int _opened;
    private byte[] _body = new byte[4096];
    private int _length;
    private int _left;
    private int _words;

    public Session(AgentKind kind, Random dice)
    {
        _kind = kind;
        _dice = dice;
        _left = dice.Next(kind.Calls.Fewest, kind.Calls.Most + 1);
        var maxTokens = kind.MaxTokens[dice.Next(kind.MaxTokens.Length)];
        _streams = dice.NextDouble() < kind.StreamShare;
        Add(AgentCall.Opening);
        Add("auto\","u8);
        if (maxTokens is { } most)
        {
            Add("\"max_tokens\":"u8);
            Add(most);
            Add(","u8);
        }

        if (_streams)
            Add("\"stream\":true,"u8);
        if (kind.HasTools)
            Add(Tools);
        Add(Encoding.UTF8.GetBytes(kind.Format));
        Add("\"messages\":["u8);
        AddMessage("system"u8, kind.SystemSize);
        _opened = _length;
    }

    private static ReadOnlySpan<byte> Tools => """
        "tools":[{"type":"function","function":{"name":"read_file","description":"Reads a part of a file of the project, with line numbers.","parameters":{"type":"object","properties":{"path":{"type":"string","description":"Path below the project's root."},"offset":{"type":"integer"},"limit":{"type":"integer"}},"required":["path"]}}},{"type":"function","function":{"name":"edit_file","description":"Replaces one exact piece of a file by another.","parameters":{"type":"object","properties":{"path":{"type":"string"},"old":{"type":"string"},"new":{"type":"string"}},"required":["path","old","new"]}}},{"type":"function","function":{"name":"run","description":"Runs a command and gives its output and exit code.","parameters":{"type":"object","properties":{"command":{"type":"string"},"timeout_seconds":{"type":"integer","minimum":1,"maximum":600}},"required":["command"]}}}],
        """u8;

    private static ReadOnlySpan<byte> Shown => """
        ,{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://pictures.example/1.png"}},{"type":"text","text":"
        """u8;

    /// <summary>Tokens of the next answer, about.</summary>
    public double OutputTokens => (_words * 1.6) + 30;

    /// <summary>The next call; false when the session is over. The call before must be.</summary>
    public bool TryNext(out AgentCall call)
    {
        if (_left-- == 0 || _length > _kind.LongestBody)
        {
            call = default;
            return false;
        }

        if (!_kind.Remembers)
            _length = _opened;
        else if (_length > _opened)
            AddMessage("assistant"u8, _words * 6, follows: true);

        _words = (int)Math.Clamp(_dice.LogNormal(_kind.Words), 5, 600);
        AddUser((int)Math.Clamp(_dice.LogNormal(_kind.UserSize), 20, 16_000));
        var end = _length;
        Add("]}"u8);
        call = new AgentCall(_body.AsMemory(0, _length), _streams, _kind);
        _length = end;
        return true;
    }

    /// <summary>How long the agent takes before it goes on.</summary>
    public TimeSpan Think() => TimeSpan.FromMilliseconds(Math.Clamp(Math.Round(_dice.LogNormal(_kind.Think) * 1000), 50, 600_000));

    private void AddUser(int size)
    {
        Add(_kind.ShowsImages ? Shown : ",{\"role\":\"user\",\"content\":\""u8);
        AddProse(size);
        if (_kind.HasTools && _dice.Next(3) == 0)
            Add(" Please use the tool."u8);
        Add(" Answer in "u8);
        Add(_words);
        Add(_kind.ShowsImages ? " words.\"}]}"u8 : " words.\"}"u8);
    }

    private void AddMessage(ReadOnlySpan<byte> role, int size, bool follows = false)
    {
        Add(follows ? ",{\"role\":\""u8 : "{\"role\":\""u8);
        Add(role);
        Add("\",\"content\":\""u8);
        AddProse(size);
        Add("\"}"u8);
    }

    private void AddProse(int size)
    {
        while (size > 0)
        {
            var from = _dice.Next(Prose.Length / 2);
            var part = Math.Min(size, Prose.Length - from);
            Add(Prose.AsSpan(from, part));
            size -= part;
        }
    }

    private void Add(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        Add(digits[..written]);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _body.Length)
            Array.Resize(ref _body, Math.Max(_body.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_body.AsSpan(_length));
        _length += bytes.Length;
    }

    private static byte[] WriteProse()
    {
        string[] words = ["the", "gateway", "asks", "a", "provider", "for", "one", "answer", "and", "counts", "what", "is", "left", "of", "today", "before", "it", "sends"];
        var dice = new Random(1);
        var text = new StringBuilder();
        while (text.Length < 32 * 1024)
            text.Append(words[dice.Next(words.Length)]).Append(' ');
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
