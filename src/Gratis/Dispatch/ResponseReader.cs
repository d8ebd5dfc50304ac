using Gratis.Upstream;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Dispatch;

/// <summary>Reads one upstream response as far as it takes to judge it.</summary>
internal sealed class ResponseReader(HttpResponseMessage response, ResponseJudge judge, AttemptClock clock, AttemptBudget budget)
{
    private const int FirstGuess = 4096;

    // The status has spoken already: its explanation is worth a moment, not the client's patience.
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(5);

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

        return judge.Body(body.WrittenSpan);
    }

    /// <summary>An answer that is not a stream, to its end.</summary>
    public async ValueTask<JudgedAnswer> ReadWholeAsync(Operation operation, WantedForm form, int maxBytes)
    {
        var length = UpstreamBody.LengthOf(response);
        if (length > maxBytes)
            return new JudgedAnswer(TooLarge(maxBytes));

        var body = new PooledBuffer((int?)length ?? FirstGuess);
        try
        {
            await using var from = await UpstreamBody.OpenAsync(response, clock.Token);
            var complete = await ReadUpToAsync(body, from, maxBytes, budget, (int?)length);
            var judged = complete ? JudgeWhole(operation, form, body) : new JudgedAnswer(TooLarge(maxBytes));
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
    public async ValueTask<JudgedAnswer> ReadStreamAsync(AttemptBooking booking, WantedForm form, bool dropUsage)
    {
        var upstream = await UpstreamBody.OpenAsync(response, clock.Token);
        var frames = new FrameBuffer(upstream, clock, budget.Silent, budget.Idle);
        var committed = false;
        try
        {
            var relay = new StreamRelay(frames, booking, judge, form, dropUsage);
            if (await relay.CommitAsync() is { } failure)
                return new JudgedAnswer(failure, relay.Usage, relay.Lesson);
            committed = true;
            return new JudgedAnswer(relay);
        }
        finally
        {
            if (!committed)
                await frames.DisposeAsync();
        }
    }

    private JudgedAnswer JudgeWhole(Operation operation, in WantedForm form, PooledBuffer body)
    {
        var facts = AnswerReader.Read(body.WrittenSpan);
        if (facts.Status != AnswerStatus.Ok || facts.HasError)
            return new JudgedAnswer(judge.Body(body.WrittenSpan), facts.Usage);
        if (AnswerJudge.HasRunOut(form, facts.Substance, facts.Finish))
            return new JudgedAnswer(AnswerJudge.RanOut, facts.Usage, Lesson.RanOut);
        if (AnswerJudge.Objection(operation, facts) is { } objection)
        {
            // Some write their errors flat, where only the error tables know them.
            return new JudgedAnswer(judge.Body(body.WrittenSpan) is { Verdict: not Verdict.Served } error ? error : objection, facts.Usage);
        }

        if (form.IsPacked)
            return new JudgedAnswer(Packed(body), facts.Usage, Lesson.None);
        var finding = FormJudge.Look(form, facts, body.WrittenSpan);
        return form.IsBinding && finding.Failure is { } miss ? new JudgedAnswer(miss, facts.Usage, finding.Lesson)
            : form.Prompted is { } prompted ? Checked(prompted, body, facts.Usage, finding.Lesson)
            : new JudgedAnswer(body, facts.Usage, finding.Lesson);
    }

    /// <summary>Vectors as the client asked for them, whether its provider has heard of that or not.</summary>
    private static PooledBuffer Packed(PooledBuffer body)
    {
        var packed = new PooledBuffer(body.Length);
        var (useful, useless) = EmbeddingPacker.TryPack(body.WrittenSpan, packed) ? (packed, body) : (body, packed);
        useless.Dispose();
        return useful;
    }

    /// <summary>An answer that was to follow a schema in the prompt, with its JSON bare; as a stream where its client wants one.</summary>
    private static JudgedAnswer Checked(PromptedForm form, PooledBuffer body, Usage usage, Lesson lesson)
    {
        var bare = new PooledBuffer(body.Length + 1);
        if (SchemaAnswer.Take(body.WrittenSpan, form.Schema, bare) is { } miss)
        {
            bare.Dispose();
            return new JudgedAnswer(new FormFinding(lesson, miss).Failure!.Value, usage, lesson);
        }

        body.Dispose();
        if (!form.IsStream)
            return new JudgedAnswer(bare, usage, lesson);
        using (bare)
        {
            var told = new PooledBuffer(2 * bare.Length);
            Recital.Write(bare.WrittenSpan, form.WantsUsage, told);
            return new JudgedAnswer(told, usage, lesson);
        }
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
