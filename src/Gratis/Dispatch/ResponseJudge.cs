using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>What one upstream says instead of an answer, and which of its limits it names: the same for whole bodies, for bodies in place of a stream, and for errors inside one.</summary>
internal sealed class ResponseJudge(HttpResponseMessage response, string provider, AttemptClock clock, TimeProvider time)
{
    /// <summary>What a refusal said of the provider's limits: the counters that are at their end.</summary>
    public LimitReading[] Limits { get; private set; } = [];

    /// <summary>A whole body, or as much of it as there is.</summary>
    public Judgement Body(ReadOnlySpan<byte> body)
    {
        var now = time.GetUtcNow();
        body = body[..Math.Min(body.Length, ErrorBodyReader.MaxBytes)];
        return Heard(Classifier.JudgeResponse((int)response.StatusCode, response.Headers.NonValidated, body, now), body, now);
    }

    /// <summary>A body that is something else than an event stream: an error, a page, plain JSON.</summary>
    public Judgement NoStream(ReadOnlySpan<byte> body)
    {
        var judged = Body(body);
        return judged.Verdict == Verdict.Served ? AnswerJudge.Invalid("It answered a stream request with something that is no event stream.") : judged;
    }

    /// <summary>An error in the middle of a stream.</summary>
    public Judgement ErrorFrame(ReadOnlySpan<byte> payload)
    {
        var now = time.GetUtcNow();
        return Heard(Classifier.JudgeErrorFrame(payload, now), payload, now);
    }

    /// <summary>What broke off; null for a bug.</summary>
    public Judgement? Fault(Exception fault) => Faults.Judge(fault, clock);

    private Judgement Heard(in Judgement judgement, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (judgement.Verdict.IsQuota() || judgement.Verdict == Verdict.TooLong)
            Limits = LimitsIn(ErrorBodyReader.Read(body), now);
        return judgement;
    }

    private LimitReading[] LimitsIn(ErrorBody body, DateTimeOffset now)
    {
        if (LimitWords.NeverFits(body, out var tooSmall))
            return [tooSmall];

        LimitReadings said = default;
        LimitHeaders.Read(response.Headers.NonValidated, provider, now, ref said);
        LimitReadings spent = default;
        foreach (ref readonly var counter in said.Span)
        {
            if (counter.Remaining == 0)
                spent.Add(counter);
        }

        LimitWords.Read(body, provider, now, ref spent);
        return spent.Span.ToArray();
    }
}
