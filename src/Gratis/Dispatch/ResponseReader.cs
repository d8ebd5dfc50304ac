using Gratis.Upstream;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Reads one upstream response as far as it takes to judge it.</summary>
internal sealed class ResponseReader(HttpResponseMessage response, string provider, AttemptClock clock, AttemptBudget budget, TimeProvider time)
{
    private const int FirstGuess = 4096;

    // The status has spoken already: its explanation is worth a moment, not the client's patience.
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(5);

    /// <summary>What a refusal said of the provider's limits: the counters that are at their end.</summary>
    public LimitReading[] Said { get; private set; } = [];

    /// <summary>A response whose status already says no.</summary>
    public async ValueTask<Judgement> JudgeErrorAsync()
    {
        using var body = new PooledBuffer(FirstGuess);
        var moment = clock.Elapsed + ErrorPatience;
        try
        {
            clock.AllowUntil(moment);
            await using var from = await UpstreamBody.OpenAsync(response, clock.Token);
            await ReadUpToAsync(body, from, ErrorBodyReader.MaxBytes, budget with { Silent = moment, Whole = moment });
        }
        catch (Exception fault) when (Faults.Judge(fault, clock) is { Verdict: not Verdict.Cancelled })
        {
            // An explanation that breaks off takes nothing back of what the status said.
        }

        return Judge(body.WrittenSpan);
    }

    /// <summary>An answer that is not a stream, to its end.</summary>
    public async ValueTask<JudgedAnswer> ReadWholeAsync(Operation operation, int maxBytes)
    {
        var length = UpstreamBody.LengthOf(response);
        if (length > maxBytes)
            return new JudgedAnswer(TooLarge(maxBytes));

        var body = new PooledBuffer((int?)length ?? FirstGuess);
        try
        {
            await using var from = await UpstreamBody.OpenAsync(response, clock.Token);
            var complete = await ReadUpToAsync(body, from, maxBytes, budget, (int?)length);
            var judged = complete ? JudgeWhole(operation, body) : new JudgedAnswer(TooLarge(maxBytes));
            if (judged.Failure is not null)
                body.Dispose();
            return judged;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>A stream, up to its first substance.</summary>
    public async ValueTask<JudgedAnswer> ReadStreamAsync(AttemptBooking booking, bool dropUsage)
    {
        var upstream = await UpstreamBody.OpenAsync(response, clock.Token);
        var frames = new FrameBuffer(upstream, clock, budget.Silent, budget.Idle);
        var committed = false;
        try
        {
            var relay = new StreamRelay(frames, booking, new StreamJudge(response, clock, time), dropUsage);
            if (await relay.CommitAsync() is { } failure)
                return new JudgedAnswer(failure);
            committed = true;
            return new JudgedAnswer(relay);
        }
        finally
        {
            if (!committed)
                await frames.DisposeAsync();
        }
    }

    private JudgedAnswer JudgeWhole(Operation operation, PooledBuffer body)
    {
        var facts = AnswerReader.Read(body.WrittenSpan);
        if (facts.Status != AnswerStatus.Ok || facts.HasError)
            return new JudgedAnswer(Judge(body.WrittenSpan));
        if (AnswerJudge.Objection(operation, facts) is not { } objection)
            return new JudgedAnswer(body, facts.Usage);

        // Some write their errors flat, where only the error tables know them.
        return new JudgedAnswer(Judge(body.WrittenSpan) is { Verdict: not Verdict.Served } error ? error : objection);
    }

    private Judgement Judge(ReadOnlySpan<byte> body)
    {
        var now = time.GetUtcNow();
        body = body[..Math.Min(body.Length, ErrorBodyReader.MaxBytes)];
        var judgement = Classifier.JudgeResponse((int)response.StatusCode, response.Headers.NonValidated, body, now);
        if (judgement.Verdict.IsQuota() || judgement.Verdict == Verdict.TooLong)
            Said = LimitsIn(ErrorBodyReader.Read(body), now);
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

    /// <summary>False when there is more than <paramref name="most"/>.</summary>
    private async ValueTask<bool> ReadUpToAsync(PooledBuffer body, Stream from, int most, AttemptBudget within, int? length = null)
    {
        while (length is null || body.Length < length)
        {
            SetDeadline(within, anythingYet: body.Length > 0);
            var read = await from.ReadAsync(body.Free(), clock.Token);
            if (read == 0)
                return true;
            body.Advance(read);
            if (body.Length > most)
                return false;
        }

        return true;
    }

    private void SetDeadline(AttemptBudget within, bool anythingYet)
    {
        var left = within.Whole - clock.Elapsed;
        if (!anythingYet)
            clock.AllowUntil(within.Silent);
        else
            clock.Allow(left < within.Idle ? left : within.Idle);
    }

    private static Judgement TooLarge(int most) =>
        new(Verdict.InvalidAnswer, Reach.Route, Detail: $"The answer is larger than {most} bytes.");
}
