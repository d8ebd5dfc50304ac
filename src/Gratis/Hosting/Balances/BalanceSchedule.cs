namespace Gratis.Hosting.Balances;

/// <summary>When one account is asked what is left to it, as a value: on its first use, now and then while it is used, and soon after a wall.</summary>
/// <param name="Next">Not before this.</param>
/// <param name="IsWanted">A wall wants an answer even if nobody uses the account any more.</param>
/// <param name="Asked">The last question.</param>
/// <param name="Failures">Questions in a row that brought nothing.</param>
internal readonly record struct BalanceSchedule(DateTimeOffset Next, bool IsWanted, DateTimeOffset Asked, int Failures)
{
    /// <summary>While the account is used and nothing else happens.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(6);

    /// <summary>Walls in a row are one piece of news, and an endpoint may be a little behind.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    public bool IsDue(DateTimeOffset now) => now >= Next;

    /// <summary>A long pool refused a call.</summary>
    public BalanceSchedule Walled() => this with { IsWanted = true, Next = Failures > 0 ? Next : Earlier(Next, AfterAsked(Least)) };

    /// <summary>The question goes out; a wall from now on wants another one.</summary>
    public BalanceSchedule Asking(DateTimeOffset now) => this with { IsWanted = false, Asked = now, Next = now + Usual };

    /// <summary>There was an answer.</summary>
    public BalanceSchedule Answered() => this with { Failures = 0, Next = AfterAsked(IsWanted ? Least : Usual) };

    /// <summary>There was none that could be used. What was wanted before is wanted still, less and less often.</summary>
    public BalanceSchedule Failed(DateTimeOffset now, bool wasWanted) => this with
    {
        IsWanted = IsWanted || wasWanted,
        Failures = Failures + 1,
        Next = now + (FirstPause * Math.Pow(2, Math.Min(Failures, 10)) is var pause && pause < Usual ? pause : Usual),
    };

    /// <summary>There is no use in asking before: the key was refused, or the budget is spent.</summary>
    public BalanceSchedule Resting(DateTimeOffset until) => this with { IsWanted = false, Next = until };

    private DateTimeOffset AfterAsked(TimeSpan pause) => Asked == default ? default : Asked + pause;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
