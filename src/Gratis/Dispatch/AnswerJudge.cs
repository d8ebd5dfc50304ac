using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Answers that look served and are not.</summary>
internal static class AnswerJudge
{
    private const Substance Useful = Substance.Text | Substance.ToolCall | Substance.Refusal | Substance.Media;

    /// <summary>The provider's filter took the answer away.</summary>
    public static Judgement Filtered => new(Verdict.Filtered, Reach.Request, Detail: "The provider's content filter withheld the answer.");

    /// <summary>The client's own bound left no room for an answer: nothing is wrong with the route.</summary>
    public static Judgement RanOut => new(Verdict.InvalidAnswer, Reach.Request, Detail: "The model spent all its tokens on thoughts and said nothing.");

    /// <summary>True for a chat answer that its bound has cut off before its first word.</summary>
    public static bool HasRunOut(in WantedForm form, Substance substance, FinishReason finish) =>
        form.IsBounded && finish == FinishReason.Length && (substance & Useful) == 0;

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
