using Gratis.Simulator.Answers;

namespace Gratis.Simulator.Faults;

/// <summary>Faults of what a model says.</summary>
internal static class ContentFaults
{
    public static Answer Apply(List<FaultSpec>? faults, Answer answer)
    {
        foreach (var fault in faults ?? [])
        {
            answer = fault.Kind switch
            {
                FaultKind.EmptyContent => answer with { Text = "", Reasoning = "", ToolCalls = [], FinishReason = "stop" },
                FaultKind.BlankContent => answer with { Text = " \n\t ", Reasoning = "", ToolCalls = [], FinishReason = "stop" },
                FaultKind.ReasoningOnly => answer with { Text = "", Reasoning = "I think about it, and think again.", ToolCalls = [], FinishReason = "length" },
                _ => answer,
            };
        }

        return answer;
    }
}
