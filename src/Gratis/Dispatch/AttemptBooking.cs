using Gratis.Health;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Writes down what came of one attempt: in the trail of its request, and in the health of its route.</summary>
internal sealed class AttemptBooking(Candidate candidate, Pass pass, AttemptTrail trail, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public Candidate Candidate => candidate;

    /// <summary>The attempt failed before anything reached the client.</summary>
    public AttemptResult Fail(Judgement judgement, int? status)
    {
        judgement = SecretMask.Apply(judgement, candidate);
        trail.Add(new AttemptRecord(candidate, judgement, status, time.GetElapsedTime(_started)));
        candidate.Health.Record(pass, judgement, time.GetUtcNow());
        return new AttemptResult(null, judgement);
    }

    /// <summary>The whole answer is there.</summary>
    public void Serve(int status) => Serve(status, ended: true);

    /// <summary>The first substance is there; whether the rest follows is told by <see cref="End"/>. A trial ends here: others may come.</summary>
    public void Commit(int status) => Serve(status, ended: false);

    /// <summary>A committed stream has ended, well or not; the judgement as it may be told.</summary>
    public Judgement End(Judgement judgement, Usage usage)
    {
        judgement = SecretMask.Apply(judgement, candidate);
        Usage = usage;
        trail.CorrectLast(judgement);
        candidate.Health.Record(pass, judgement, time.GetUtcNow());
        return judgement;
    }

    /// <summary>What the answer said it cost, as far as it was seen.</summary>
    public Usage Usage { get; private set; }

    private void Serve(int status, bool ended)
    {
        var served = new Judgement(Verdict.Served, Reach.Request);
        trail.Add(new AttemptRecord(candidate, served, status, time.GetElapsedTime(_started)));
        if (ended)
            candidate.Health.Record(pass, served, time.GetUtcNow());
        else
            candidate.Health.Abandon(pass);
    }
}

/// <summary>What one attempt came to: an answer to commit to, or why there is none.</summary>
internal readonly record struct AttemptResult(Answer? Answer, Judgement Judgement);
