using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>What a route answered to a question.</summary>
/// <param name="Judgement">What it means.</param>
/// <param name="Facts">The answer, where there is one.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Dropped">What of the question the route does not take and did not get.</param>
internal sealed record ProbeReply(Judgement Judgement, AnswerFacts Facts, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Dropped)
{
    /// <summary>The status of the answer; null where none came.</summary>
    public int? Status { get; init; }

    public bool IsServed => Judgement.Verdict == Verdict.Served;

    public static ProbeReply Failed(Judgement judgement) => new(judgement, default, default, []);
}
