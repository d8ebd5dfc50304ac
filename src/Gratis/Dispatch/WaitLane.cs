namespace Gratis.Dispatch;

/// <summary>Waiters of one priority, by client: the clients take turns, each client's requests keep their order. Not thread-safe.</summary>
internal sealed class WaitLane
{
    private readonly List<Line> _lines = [];
    private int _turn;

    public void Add(Waiter waiter)
    {
        var line = _lines.Find(l => l.Client == waiter.Client);
        if (line is null)
            _lines.Add(line = new Line(waiter.Client));
        line.Waiters.AddLast(waiter);
    }

    public bool Remove(Waiter waiter)
    {
        var line = _lines.Find(l => l.Client == waiter.Client);
        if (line is null || !line.Waiters.Remove(waiter))
            return false;
        DropIfEmpty(line);
        return true;
    }

    /// <summary>
    /// Grants what can be granted now; how many were. Once refused a waiter is not asked again, for room only shrinks meanwhile:
    /// <paramref name="opens"/> is when the first of those who still wait finds room by time alone.
    /// </summary>
    public int Serve(DateTimeOffset now, ref long opens)
    {
        foreach (var line in _lines)
            line.Next = line.Waiters.First;

        var served = 0;
        for (var passed = 0; passed < _lines.Count;)
        {
            if (_turn >= _lines.Count)
                _turn = 0;
            var line = _lines[_turn];
            if (!ServeOne(line, now, ref opens))
            {
                passed++;
                _turn++;
                continue;
            }

            served++;
            passed = 0;
            if (!DropIfEmpty(line))
                _turn++;
        }

        return served;
    }

    private static bool ServeOne(Line line, DateTimeOffset now, ref long opens)
    {
        while (line.Next is { } node)
        {
            line.Next = node.Next;
            if (node.Value.TryGrant(now, out var next))
            {
                line.Waiters.Remove(node);
                return true;
            }

            opens = Math.Min(opens, next);
        }

        return false;
    }

    private bool DropIfEmpty(Line line)
    {
        if (line.Waiters.Count > 0)
            return false;
        _lines.Remove(line);
        return true;
    }

    private sealed class Line(string? client)
    {
        public string? Client { get; } = client;

        public LinkedList<Waiter> Waiters { get; } = new();

        /// <summary>Who is asked next in the round that runs.</summary>
        public LinkedListNode<Waiter>? Next { get; set; }
    }
}
