using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// The last requests, in a ring whose places are used again: noting one takes no memory once it has gone round. Words are made by whoever
/// reads it, not here.
/// </summary>
internal sealed class RequestLog
{
    /// <summary>How many requests are remembered.</summary>
    public const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly LogEntry?[] _ring = new LogEntry?[Capacity];
    private long _last;

    /// <summary>Notes a request that has its answer; null: its client left before.</summary>
    public void Enter(GatewayRequest request, AttemptTrail trail, Answer? answer, DateTimeOffset began, DateTimeOffset now)
    {
        lock (_lock)
        {
            var number = ++_last;
            trail.Ticket = new LogTicket(number);
            (_ring[number % Capacity] ??= new LogEntry()).Fill(number, request, trail, answer, began, now);
        }
    }

    /// <summary>A committed stream has ended. One that so many others came after is forgotten.</summary>
    public void End(LogTicket ticket, Verdict verdict, Usage usage, DateTimeOffset now)
    {
        if (ticket.Number == 0)
            return;
        lock (_lock)
        {
            if (_ring[ticket.Number % Capacity] is { } entry && entry.Number == ticket.Number)
                entry.End(verdict, usage, now);
        }
    }

    /// <summary>The requests that are meant, newest first.</summary>
    /// <param name="isMeant">Which.</param>
    /// <param name="most">No more than so many.</param>
    public IReadOnlyList<RequestStory> Latest(Func<RequestStory, bool> isMeant, int most)
    {
        var stories = new List<RequestStory>();
        var number = Volatile.Read(ref _last);
        for (var oldest = Math.Max(0, number - Capacity); number > oldest && stories.Count < most; number--)
        {
            if (Read(number) is { } story && isMeant(story))
                stories.Add(story);
        }

        return stories;
    }

    /// <summary>One request by its id; null when it is not remembered.</summary>
    public RequestStory? Find(string id) => Latest(story => story.Id == id, most: 1) is [var found] ? found : null;

    /// <summary>One at a time: who looks through all of them must not keep requests waiting.</summary>
    private RequestStory? Read(long number)
    {
        lock (_lock)
            return _ring[number % Capacity] is { } entry && entry.Number == number ? entry.Tell() : null;
    }
}
