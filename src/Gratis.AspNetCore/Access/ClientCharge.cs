using Gratis.Dispatch;
using Gratis.Quotas;
using Gratis.Upstream.Verdicts;

namespace Gratis.AspNetCore.Access;

/// <summary>What a request takes of its client's tokens: what the answer says, else what was expected of it.</summary>
internal static class ClientCharge
{
    /// <param name="answer">What it came to; null where nobody knows.</param>
    /// <param name="hasLeft">Some of the request has gone to an upstream.</param>
    /// <param name="expected">What was set aside.</param>
    public static Spent Of(Answer? answer, bool hasLeft, in Demand expected)
    {
        // Left before there was an answer: a model may be writing one all the same.
        if (answer is null)
            return hasLeft ? new Spent(true, expected.InputTokens, expected.OutputTokens) : Spent.Nothing;

        // The client got nothing for it.
        if (answer.Error is not null)
            return Spent.Nothing;

        var usage = answer.Usage;
        return new Spent(true, usage.InputTokens ?? expected.InputTokens, usage.OutputTokens ?? (IsCut(answer) ? 0 : expected.OutputTokens));
    }

    /// <summary>The upstream broke it off; who left it, or let it stall, owes what was expected.</summary>
    private static bool IsCut(Answer answer) =>
        answer.IsStream && answer.Trail.Last.Verdict is not (Verdict.Served or Verdict.Cancelled or Verdict.Timeout);
}
