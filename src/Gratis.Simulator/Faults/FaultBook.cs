using System.Collections.Immutable;
using System.Globalization;

namespace Gratis.Simulator.Faults;

/// <summary>All faults of a world. A request reads one immutable snapshot.</summary>
public sealed class FaultBook
{
    private readonly TimeProvider _time;
    private readonly int _seed;
    private ImmutableArray<Fault> _faults = [];
    private int _number;

    internal FaultBook(TimeProvider time, int seed)
    {
        _time = time;
        _seed = seed;
    }

    /// <summary>The faults in force, by id.</summary>
    public IReadOnlyList<KeyValuePair<string, FaultSpec>> All => [.. _faults.Select(fault => KeyValuePair.Create(fault.Id, fault.Spec))];

    /// <summary>Adds a fault and returns its id.</summary>
    public string Add(FaultSpec fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var number = Interlocked.Increment(ref _number);
        var id = "f" + number.ToString(CultureInfo.InvariantCulture);
        var seed = ((ulong)(uint)_seed << 32) | (uint)number;
        var entry = new Fault(id, fault, _time.GetUtcNow(), seed * 0xD1342543DE82EF95);
        ImmutableInterlocked.Update(ref _faults, static (faults, added) => faults.Add(added), entry);
        return id;
    }

    /// <summary>Ends one fault; false when there is none of that id.</summary>
    public bool Remove(string id) => ImmutableInterlocked.Update(ref _faults, static (faults, gone) => faults.RemoveAll(fault => fault.Id == gone), id);

    /// <summary>Ends all faults.</summary>
    public void Clear() => ImmutableInterlocked.Update(ref _faults, static _ => []);

    /// <summary>The accidents that hit one request: nearly always none.</summary>
    internal FaultSpec[] Strike(DateTimeOffset now, string provider, string? model, string? key, FaultTarget target)
    {
        List<FaultSpec>? hits = null;
        foreach (var fault in _faults)
        {
            if (fault.IsState || !fault.Meets(target))
                continue;
            if (fault.Holds(now, provider, model, key) && fault.Strikes())
                (hits ??= []).Add(fault.Spec);
        }

        return hits is null ? [] : [.. hits];
    }

    /// <summary>The newest state of a kind that holds for these; null for none.</summary>
    internal FaultSpec? State(FaultKind kind, DateTimeOffset now, string provider, string? model, string? key, string? limit = null)
    {
        var faults = _faults;
        for (var i = faults.Length - 1; i >= 0; i--)
        {
            var fault = faults[i];
            if (fault.Spec.Kind == kind && (limit is null || fault.Spec.Limit == limit) && fault.Holds(now, provider, model, key))
                return fault.Spec;
        }

        return null;
    }
}
