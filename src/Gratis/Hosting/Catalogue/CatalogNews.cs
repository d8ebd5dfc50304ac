namespace Gratis.Hosting.Catalogue;

/// <summary>The last things that happened to the catalogue, newest last. Bounded.</summary>
internal sealed class CatalogNews
{
    private const int Kept = 500;

    private readonly Lock _lock = new();
    private readonly Queue<NewsItem> _items = new();

    public void Add(DateTimeOffset at, string route, string what)
    {
        lock (_lock)
        {
            if (_items.Count == Kept)
                _items.Dequeue();
            _items.Enqueue(new NewsItem(at, route, what));
        }
    }

    public IReadOnlyList<NewsItem> ToList()
    {
        lock (_lock)
            return [.. _items];
    }
}

/// <summary>One thing that happened to a route.</summary>
internal readonly record struct NewsItem(DateTimeOffset At, string Route, string What);
