using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Whether an answer that will do has the form that was asked for. Pure.</summary>
internal static class FormJudge
{
    private const string Prose = "It was told to call a tool and wrote prose.";
    private const string BrokenCall = "It called a tool with arguments that are no JSON object.";
    private const string NoJson = "It was asked for JSON and wrote something else.";

    /// <summary>Looks at a whole answer.</summary>
    public static FormFinding Look(in WantedForm wanted, in AnswerFacts facts, ReadOnlySpan<byte> body)
    {
        var finding = (facts.Substance & Substance.ToolCall) != 0 ? Call(wanted, facts)
            : (facts.Substance & Substance.Text) != 0 ? Text(wanted, facts, facts.Text.Of(body))
            : default;
        return wanted.WasTold ? finding : finding with { Lesson = Lesson.None };
    }

    /// <summary>Text where a call was owed. One that ran out of tokens may have been about to call.</summary>
    public static FormFinding OfProse(in WantedForm wanted, FinishReason finish) =>
        new(wanted.WasTold && finish != FinishReason.Length ? Lesson.WroteProse : Lesson.None, Prose);

    private static FormFinding Call(in WantedForm wanted, in AnswerFacts facts)
    {
        // What the client's own bound has cut off is for the client to see.
        if (!wanted.OffersTools || facts.Finish == FinishReason.Length)
            return default;
        if (facts.HasBrokenArguments || (wanted.ForcesCall && !facts.HasCall))
            return new(Lesson.BrokeCall, BrokenCall);
        return new(facts.HasCall ? Lesson.CalledTool : Lesson.None);
    }

    private static FormFinding Text(in WantedForm wanted, in AnswerFacts facts, ReadOnlySpan<byte> literal)
    {
        // A refusal in the model's words, or text that a filter has stopped, says nothing of what the model can do.
        if ((facts.Substance & Substance.Refusal) != 0 || facts.Finish == FinishReason.ContentFilter)
            return default;
        if (wanted.ForcesCall)
            return OfProse(wanted, facts.Finish);
        if (literal.IsEmpty)
            return default;
        if (wanted.Format != ResponseFormat.Text)
        {
            return EmbeddedJson.IsJson(literal, isWhole: facts.Finish != FinishReason.Length)
                ? default
                : new(wanted.Format == ResponseFormat.JsonSchema ? Lesson.IgnoredSchema : Lesson.None, NoJson);
        }

        return new(wanted.OffersTools && ImitatedCall.IsIn(literal) ? Lesson.ImitatedCall : Lesson.None);
    }
}

/// <summary>What became of the form of an answer.</summary>
/// <param name="Lesson">What it shows of its route.</param>
/// <param name="Miss">What is wrong with it; null where it has the form that was asked for.</param>
internal readonly record struct FormFinding(Lesson Lesson, string? Miss = null)
{
    /// <summary>The miss as a failure. It is about this request and sets nothing aside: for any other the route is as good as before.</summary>
    public Judgement? Failure => Miss is null ? null : new Judgement(Verdict.InvalidAnswer, Reach.Request, Detail: Miss);
}
