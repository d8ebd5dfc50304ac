using System.IO.Enumeration;

namespace Gratis.Simulator.Faults;

/// <summary>A fault in force: its spec and how many requests it has met.</summary>
internal sealed class Fault(string id, FaultSpec spec, DateTimeOffset added, ulong seed)
{
    private readonly DateTimeOffset _from = added + spec.After;
    private readonly DateTimeOffset _until = spec.For is { } length ? added + spec.After + length : DateTimeOffset.MaxValue;
    private long _met;

    public string Id { get; } = id;

    public FaultSpec Spec { get; } = spec;

    /// <summary>True for a fault that is a state of the world rather than an accident of one request.</summary>
    public bool IsState => Spec.Kind is FaultKind.ModelRemoved or FaultKind.ModelPaid or FaultKind.LimitChanged or FaultKind.KeyRevoked;

    /// <summary>Whether it is about such requests.</summary>
    public bool Meets(FaultTarget target) => IsOfLists ? target is FaultTarget.Lists : Spec.On == target || Spec.On is FaultTarget.All;

    public bool Holds(DateTimeOffset now, string provider, string? model, string? key) =>
        now >= _from && now < _until
        && Matches(Spec.Provider, provider) && Matches(Spec.Model, model) && (Spec.Key is null || Spec.Key == key);

    /// <summary>Counts one matching request and decides, by the seed and its number alone, whether it is hit.</summary>
    public bool Strikes()
    {
        var number = Interlocked.Increment(ref _met);
        if (number <= Spec.Skip || (Spec.Requests is { } most && number > Spec.Skip + (long)most))
            return false;
        return Spec.Probability >= 1 || Dice(seed + ((ulong)number * 0x9E3779B97F4A7C15)) < Spec.Probability;
    }

    // SplitMix64: the nth request always draws the same number, in whatever order threads get here.
    private static double Dice(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return ((state ^ (state >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private bool IsOfLists =>
        Spec.Kind is FaultKind.EmptyList or FaultKind.HalfList or FaultKind.FloodedList or FaultKind.NonsenseList or FaultKind.MisshapenList;

    private static bool Matches(string? pattern, string? value) =>
        pattern is null || (value is not null && FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false));
}
