using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>What an exception of the network says, once it is known who cancelled.</summary>
internal static class Faults
{
    public static Judgement? Judge(Exception fault, AttemptClock clock)
    {
        if (clock.ClientGone)
            return new Judgement(Verdict.Cancelled, Reach.Request);
        if (clock.TimedOut)
            return new Judgement(Verdict.Timeout, Reach.Route, Detail: "No answer in time.");

        return fault switch
        {
            // Nobody of ours cancelled: it is the connection pool that gave up on connecting.
            OperationCanceledException => Classifier.JudgeFault(TransportFault.Connect, "No connection in time."),
            HttpRequestException or IOException or InvalidDataException => Classifier.JudgeFault(fault),
            _ => null,
        };
    }
}
