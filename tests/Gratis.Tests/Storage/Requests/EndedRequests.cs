using Gratis.Stores;

namespace Gratis.Tests.Storage.Requests;

/// <summary>Requests that wait to be written, without the log in memory.</summary>
internal sealed class EndedRequests : IUnwrittenRequests
{
    private readonly Lock _lock = new();
    private readonly List<RequestStory> _waiting = [];
    private int _taken;

    public long Dropped { get; private set; }

    public long CountedFrom { get; private set; }

    public int Waiting => _waiting.Count;

    public void Add(params IEnumerable<RequestStory> stories)
    {
        lock (_lock) _waiting.AddRange(stories);
    }

    public void Begin(Action wake)
    {
    }

    public void CountFrom(long last) => CountedFrom = Math.Max(CountedFrom, last);

    public IReadOnlyList<RequestStory> Take(int most)
    {
        lock (_lock)
        {
            _taken = Math.Min(most, _waiting.Count);
            return [.. _waiting.Take(_taken)];
        }
    }

    public bool Done(int lost)
    {
        lock (_lock)
        {
            Dropped += lost;
            _waiting.RemoveRange(0, _taken);
            return _waiting.Count > 0;
        }
    }

    public void PutBack() => _taken = 0;
}
