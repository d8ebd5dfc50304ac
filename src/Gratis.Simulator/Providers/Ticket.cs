using Gratis.Simulator.Limits;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Providers;

/// <summary>What an admitted call holds until it ends.</summary>
internal sealed class Ticket(Books books, Route route, LimitCounter[] counters, DateTimeOffset at) : IAnswerBooks
{
    public Route Route { get; } = route;

    public LimitCounter[] Counters { get; } = counters;

    public DateTimeOffset At { get; } = at;

    public int InputTokens { get; init; }

    /// <summary>Output tokens that were spent before they exist.</summary>
    public int ReservedTokens { get; init; }

    public required IReadOnlyList<LimitReading> Readings { get; init; }

    public decimal InputPrice { get; init; }

    public decimal OutputPrice { get; init; }

    /// <summary>True once a fault took the answer's place.</summary>
    public bool Failed { get; set; }

    public void Close(Outcome outcome, int tokens) => books.Leave(this, outcome, tokens);
}
