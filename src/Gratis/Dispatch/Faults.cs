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
            return new Judgement(Verdict.Timeout, Reach.AccountModel, Detail: "No answer in time.");

        return fault is HttpRequestException or IOException or OperationCanceledException or InvalidDataException
            ? Classifier.JudgeFault(fault)
            : null;
    }
}
