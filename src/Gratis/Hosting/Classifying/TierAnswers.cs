using Gratis.Routing;
using Gratis.Routing.Tiers;
using Gratis.Wire;

namespace Gratis.Hosting.Classifying;

/// <summary>What classifiers answered lately. Of the questions only a hash is kept, and never many.</summary>
internal sealed class TierAnswers(TimeProvider time)
{
    public const int Most = 1_000;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Entry> _entries = [];

    // In the order in which they end: all live equally long.
    private readonly Queue<(ulong Key, DateTimeOffset Ends)> _order = new();

    public TierChoice? Find(string model, ReadOnlySpan<char> text)
    {
        var key = KeyOf(model, text);
        lock (_lock)
            return _entries.TryGetValue(key, out var entry) && entry.Ends > time.GetUtcNow() ? entry.Choice : null;
    }

    public void Keep(string model, ReadOnlySpan<char> text, TierChoice choice)
    {
        var key = KeyOf(model, text);
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Ends <= now || _order.Count >= Most))
            {
                _order.Dequeue();
                _entries.Remove(oldest.Key);
            }

            // Two who asked the same at once: the first answer stays.
            if (_entries.TryAdd(key, new Entry(choice, now + Life)))
                _order.Enqueue((key, now + Life));
        }
    }

    private static ulong KeyOf(string model, ReadOnlySpan<char> text) => StableHash.Of(text) ^ (StableHash.Of(model) * 31);

    private readonly record struct Entry(TierChoice Choice, DateTimeOffset Ends);
}
