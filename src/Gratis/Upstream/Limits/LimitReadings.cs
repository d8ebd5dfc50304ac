using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Gratis.Upstream.Limits;

/// <summary>A handful of readings without a heap: what one answer says of the counters it touched. What is beyond the twelfth is dropped.</summary>
internal struct LimitReadings
{
    /// <summary>The widest dialect sends eight.</summary>
    public const int Capacity = 12;

    private Slots _slots;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The readings, no two of the same source about the same counter.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<LimitReading> Span => ((ReadOnlySpan<LimitReading>)_slots)[..Count];

    /// <summary>Adds a reading, or tightens the one that is about the same counter: of two statements the more careful is believed.</summary>
    public void Add(in LimitReading reading)
    {
        foreach (ref var known in ((Span<LimitReading>)_slots)[..Count])
        {
            if (known.Metric == reading.Metric && known.Period == reading.Period && known.Scope == reading.Scope && known.Source == reading.Source)
            {
                known = Tightened(known, reading);
                return;
            }
        }

        if (Count < Capacity)
            _slots[Count++] = Tightened(reading, reading);
    }

    private static LimitReading Tightened(in LimitReading a, in LimitReading b)
    {
        var limit = Lower(a.Limit, b.Limit);
        var remaining = Lower(a.Remaining, b.Remaining);
        return a with
        {
            Limit = limit,
            Remaining = remaining > limit ? limit : remaining,
            ResetsAt = a.ResetsAt is null || b.ResetsAt > a.ResetsAt ? b.ResetsAt : a.ResetsAt,
        };
    }

    private static long? Lower(long? a, long? b) => a is null || b < a ? b : a;

    [InlineArray(Capacity)]
    private struct Slots
    {
        private LimitReading _first;
    }
}
