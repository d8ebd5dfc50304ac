using Gratis.Catalog;
using Gratis.Upstream.Verdicts;

namespace Gratis.Routing.Pools;

/// <summary>What one pool thinks of one of its targets: how often in a row it has failed there, and until when it is left alone for that.</summary>
internal sealed class TargetRest(PoolPatience patience)
{
    private int _fails;
    private long _until;

    /// <summary>The end of its latest rest.</summary>
    public DateTimeOffset Until => new(Volatile.Read(ref _until), TimeSpan.Zero);

    /// <summary>It is left alone now.</summary>
    public bool IsResting(DateTimeOffset now) => Volatile.Read(ref _until) > now.UtcTicks;

    /// <summary>What became of a call that this pool made.</summary>
    public void Record(in Judgement judgement, DateTimeOffset now)
    {
        if (judgement.Verdict == Verdict.Served)
        {
            Volatile.Write(ref _fails, 0);
            return;
        }

        // What is about the request alone says nothing of the target.
        if (judgement.Reach == Reach.Request || Interlocked.Increment(ref _fails) < patience.AllowedFails)
            return;
        Volatile.Write(ref _fails, 0);
        Volatile.Write(ref _until, (now + patience.Rest).UtcTicks);
    }
}
