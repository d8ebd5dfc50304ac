using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Answers that look served and are not.</summary>
internal static class AnswerJudge
{
    private const Substance Useful = Substance.Text | Substance.ToolCall | Substance.Refusal | Substance.Media;

    /// <summary>The provider's filter took the answer away.</summary>
    public static Judgement Filtered => new(Verdict.Filtered, Reach.Request, Detail: "The provider's content filter withheld the answer.");

    /// <summary>What is wrong with a well-formed answer that holds no error; null when it will do.</summary>
    public static Judgement? Objection(Operation operation, in AnswerFacts facts)
    {
        if (operation != Operation.Chat)
            return facts.Items > 0 ? null : Invalid("The answer holds no results.");
        if ((facts.Substance & Useful) != 0)
            return null;
        if (facts.Finish == FinishReason.ContentFilter)
            return Filtered;

        return Invalid(facts.IsReasoningOnly ? "The model thought and said nothing." : "The answer is empty.");
    }

    /// <summary>It is no answer, and its route the one to blame.</summary>
    public static Judgement Invalid(string detail) => new(Verdict.InvalidAnswer, Reach.Route, Detail: detail);
}
