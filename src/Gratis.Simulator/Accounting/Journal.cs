namespace Gratis.Simulator.Accounting;

/// <summary>One request as it arrived. Header values are not kept: keys travel in them.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Provider">The provider it was for.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="HeaderNames">The headers' names, in order.</param>
/// <param name="Body">The body, byte for byte.</param>
public sealed record JournalEntry(
    long Number, DateTimeOffset At, string Provider, string Method, string Path, IReadOnlyList<string> HeaderNames, ReadOnlyMemory<byte> Body);

/// <summary>The last requests, bounded in number and in bytes.</summary>
public sealed class Journal
{
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly int _most;
    private long _bytes;
    private long _number;

    internal Journal(int most) => _most = most;

    /// <summary>The entries that are still kept, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    internal void Add(DateTimeOffset at, string provider, string method, string path, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        if (_most == 0)
            return;

        var names = new string[headers.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = headers[i].Key;

        lock (_gate)
        {
            _entries.Enqueue(new JournalEntry(++_number, at, provider, method, path, names, body));
            _bytes += body.Length;
            while (_entries.Count > _most || (_bytes > MostBytes && _entries.Count > 1))
                _bytes -= _entries.Dequeue().Body.Length;
        }
    }
}
