using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>
/// Decides how long a failure sets something aside. A named instant is taken as it is; without one the
/// strikes climb the rungs of their kind, and what was named is never shortened by what is guessed.
/// </summary>
internal static class CooldownLadder
{
    /// <summary>The part of a guessed cooldown that jitter may add; it never takes any away.</summary>
    public const double MaxJitter = 0.1;

    /// <summary>How long a limit that named no instant rests at first, unless the owner says otherwise.</summary>
    public static readonly TimeSpan DefaultFirstRest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestQuotaRest = TimeSpan.FromHours(1);
    private static readonly Rungs Payment = new(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(24));

    // One route that wants money may have become a paid one; that its account has nothing left is what the next one says.
    private static readonly Rungs PaymentOfAccount = new(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    // No shorter than one proof of it lasts: a call in between would prove nothing, and a third one would have to be made.
    private static readonly Rungs Gone = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(24), TimeSpan.FromHours(24));
    private static readonly Rungs Slow = new(TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromHours(1));

    // One 500 among good answers is noise. A refused connection is not: the next call would meet it too.
    private static readonly Rungs Broken = new(TimeSpan.Zero, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(10));
    private static readonly Rungs Unreachable = Broken with { First = TimeSpan.FromSeconds(5) };

    /// <summary>The cooldown that follows, or null where the judgement changes nothing.</summary>
    /// <param name="judgement">The failure.</param>
    /// <param name="previous">What is recorded so far, ended or not.</param>
    /// <param name="started">When the failed attempt set out: a wave of calls that fail together is one strike.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="jitter">0 to 1, drawn by the caller.</param>
    /// <param name="keyFingerprint">The secret the attempt used.</param>
    /// <param name="firstRest">The first rung of a limit that named no instant; <see cref="DefaultFirstRest"/> when not given.</param>
    public static Cooldown? Next(
        in Judgement judgement,
        Cooldown? previous,
        DateTimeOffset started,
        DateTimeOffset now,
        double jitter,
        string? keyFingerprint = null,
        TimeSpan? firstRest = null)
    {
        FailureKind kind = judgement.Verdict.FailureKind;
        if (kind == FailureKind.None || judgement.Reach == Reach.Request) return null;

        bool continues = previous is not null && previous.Reason.FailureKind == kind && !previous.IsForgotten(now);
        bool sameWave = continues && started <= previous!.Since;
        bool named = kind != FailureKind.Key && judgement.Source != UntilSource.Guess && judgement.Until > now;
        if (sameWave && !named && (previous!.Stands(now) || !previous.SetsAside)) return null;

        int strikes = !continues ? 1 : sameWave ? previous!.Strikes : previous!.Strikes + 1;
        DateTimeOffset until =
            named ? judgement.Until!.Value
            : kind == FailureKind.Key ? Cooldown.UntilKeyChanges
            : now + Jittered(RungsOf(judgement, firstRest ?? DefaultFirstRest).At(strikes), jitter);

        var next = new Cooldown(
            judgement.Verdict,
            now,
            until,
            named ? judgement.Source : UntilSource.Guess,
            strikes,
            judgement.Detail,
            kind == FailureKind.Key ? keyFingerprint : null);
        return previous is not null && previous.Stands(now) ? Over(previous, next) : next;
    }

    /// <summary>Which of a standing cooldown and a new one holds; null where the standing one does.</summary>
    private static Cooldown? Over(Cooldown standing, Cooldown next)
    {
        bool later = next.Until >= standing.Until;
        bool replaces =
            next.IsWall != standing.IsWall ? next.IsWall
            : next.Reason.FailureKind != standing.Reason.FailureKind ? later
            : next.IsNamed != standing.IsNamed ? next.IsNamed
            : next.IsNamed && next.Reason == standing.Reason || later;
        if (!replaces) return null;

        return standing.IsNamed && !next.IsNamed && !later
            ? next with { Until = standing.Until, Source = standing.Source }
            : next;
    }

    private static TimeSpan Jittered(TimeSpan length, double jitter) => length * (1 + (MaxJitter * Math.Clamp(jitter, 0, 1)));

    private static Rungs RungsOf(in Judgement judgement, TimeSpan firstRest) => judgement.Verdict switch
    {
        Verdict.RateLimited or Verdict.QuotaSpent => new Rungs(firstRest, firstRest * 2, Max(firstRest, LongestQuotaRest)),
        Verdict.PaymentWanted => judgement.Reach == Reach.Account ? PaymentOfAccount : Payment,
        Verdict.ModelGone => Gone,
        Verdict.Timeout => Slow,
        Verdict.Unreachable => Unreachable,
        _ => Broken,
    };

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>The lengths of one ladder: its first, its second, then twice as long each time up to the cap.</summary>
    private readonly record struct Rungs(TimeSpan First, TimeSpan Second, TimeSpan Cap)
    {
        public TimeSpan At(int strike)
        {
            if (strike <= 1) return First;
            TimeSpan length = Second * Math.Pow(2, Math.Min(strike - 2, 16));
            return length < Cap ? length : Cap;
        }
    }
}
