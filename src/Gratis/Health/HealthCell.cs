using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>
/// The health of one thing that can be set aside. One immutable state swapped by compare-and-swap: a healthy cell costs
/// its reader one volatile read, and of any number of threads exactly one gets the trial.
/// </summary>
internal sealed class HealthCell(Reach reach, string key, Func<double> jitter, Action<HealthCell> changed, Func<TimeSpan> firstRest)
{
    /// <summary>How long a trial may stay silent before another request may try: the default limit of a whole request.</summary>
    public static readonly TimeSpan TrialLease = TimeSpan.FromMinutes(2);

    // While a trial is under way nobody knows when the wall opens; those who wait look again this soon.
    private static readonly TimeSpan TrialPatience = TimeSpan.FromSeconds(1);

    private State? _state;
    private string? _fingerprint;
    private long _tickets;

    /// <summary>What kind of thing this is about.</summary>
    public Reach Reach => reach;

    /// <summary>Which one.</summary>
    public string Key => key;

    /// <summary>What is recorded, ended or not; null when healthy.</summary>
    public Cooldown? Current => Volatile.Read(ref _state)?.Cooldown;

    /// <summary>Whether a request may go this way now.</summary>
    public Gate Look(DateTimeOffset now) => Volatile.Read(ref _state) is { } state ? state.Look(now) : Gate.Open;

    /// <summary>When a wall may open; null where there is none.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        if (Volatile.Read(ref _state) is not { } state || state.Look(now) != Gate.Wall) return null;
        return state.Cooldown.Stands(now) ? state.Cooldown.Until : now + TrialPatience;
    }

    /// <summary>
    /// Enters, unless there is a wall. After a cooldown the first one gets the trial, which it must end by
    /// <see cref="Strike"/>, <see cref="Succeed"/> or <see cref="Release"/>.
    /// </summary>
    public bool TryEnter(DateTimeOffset now, out Trial trial)
    {
        trial = default;
        while (Volatile.Read(ref _state) is { } seen)
        {
            Gate gate = seen.Look(now);
            if (gate != Gate.TrialFree) return gate != Gate.Wall;

            var taken = new Trial(Interlocked.Increment(ref _tickets));
            if (!Swap(seen, new State(seen.Cooldown, taken, now + TrialLease))) continue;
            trial = taken;
            return true;
        }

        return true;
    }

    /// <summary>Records a failure; the cooldown that came of it, or null where it changed nothing.</summary>
    public Cooldown? Strike(in Judgement judgement, DateTimeOffset started, DateTimeOffset now, string? keyFingerprint = null)
    {
        double drawn = jitter();
        while (true)
        {
            if (judgement.Verdict == Verdict.KeyRefused && IsOfAnotherKey(keyFingerprint)) return null;

            State? seen = Volatile.Read(ref _state);
            Cooldown? next = CooldownLadder.Next(judgement, seen?.Cooldown, started, now, drawn, keyFingerprint, firstRest());
            if (next is null) return null;
            if (!Swap(seen, new State(next))) continue;

            // The secret may have been exchanged between the check above and the swap.
            if (!LiftRefusalOfAnotherKey()) changed(this);
            return Current;
        }
    }

    /// <summary>
    /// Records an answer, which clears the cell, unless the attempt set out too early to know: a stream that began
    /// before a wall was hit says nothing about the wall.
    /// </summary>
    public void Succeed(DateTimeOffset started)
    {
        while (Volatile.Read(ref _state) is { } seen)
        {
            Cooldown cooldown = seen.Cooldown;
            if (started < (cooldown.IsWall ? cooldown.Until : cooldown.Since)) return;
            if (!Swap(seen, null)) continue;
            changed(this);
            return;
        }
    }

    /// <summary>Gives a trial back without a judgement; one that is no longer held is left alone.</summary>
    public void Release(Trial trial)
    {
        while (trial != default && Volatile.Read(ref _state) is { } seen && seen.Trial == trial)
        {
            if (Swap(seen, new State(seen.Cooldown))) return;
        }
    }

    /// <summary>The owner's word: all is forgiven.</summary>
    public void Reset()
    {
        if (Interlocked.Exchange(ref _state, null) is not null) changed(this);
    }

    /// <summary>Says which secret is in use; a refusal of any other one is lifted at once.</summary>
    public void UseKey(string fingerprint)
    {
        Interlocked.Exchange(ref _fingerprint, fingerprint);
        LiftRefusalOfAnotherKey();
    }

    /// <summary>Takes up what was stored, unless something newer is known.</summary>
    public void Restore(Cooldown stored)
    {
        if (Swap(null, new State(stored))) LiftRefusalOfAnotherKey();
    }

    /// <summary>Takes up what another replica recorded, or that it lifted it. What lasts longer here stays.</summary>
    public void Hear(Cooldown? other)
    {
        while (true)
        {
            State? seen = Volatile.Read(ref _state);
            if (other is not null && seen?.Cooldown.Until > other.Until) return;
            if (!Swap(seen, other is null ? null : new State(other))) continue;
            LiftRefusalOfAnotherKey();
            return;
        }
    }

    private bool LiftRefusalOfAnotherKey()
    {
        State? seen = Volatile.Read(ref _state);
        if (seen?.Cooldown is not { Reason: Verdict.KeyRefused } refusal || !IsOfAnotherKey(refusal.KeyFingerprint)) return false;
        if (!Swap(seen, null)) return false;
        changed(this);
        return true;
    }

    private bool IsOfAnotherKey(string? fingerprint) =>
        Volatile.Read(ref _fingerprint) is { } current && !string.Equals(current, fingerprint, StringComparison.Ordinal);

    private bool Swap(State? seen, State? next) => ReferenceEquals(Interlocked.CompareExchange(ref _state, next, seen), seen);

    private sealed class State(Cooldown cooldown, Trial trial = default, DateTimeOffset trialEnds = default)
    {
        public Cooldown Cooldown => cooldown;

        public Trial Trial => trial;

        public Gate Look(DateTimeOffset now)
        {
            if (!cooldown.SetsAside) return Gate.Open;
            if (!cooldown.Stands(now) && now >= trialEnds) return Gate.TrialFree;
            return cooldown.IsWall ? Gate.Wall : Gate.Trouble;
        }
    }
}
