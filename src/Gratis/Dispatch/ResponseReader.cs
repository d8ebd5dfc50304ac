using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>Reads one upstream response as far as it takes to judge it.</summary>
internal sealed class ResponseReader(HttpResponseMessage response, AttemptClock clock, AttemptBudget budget, TimeProvider time)
{
    private const int MaxErrorBytes = 64 * 1024;
    private const int FirstGuess = 4096;

    private readonly long _started = time.GetTimestamp();

    /// <summary>A response whose status already says no.</summary>
    public async ValueTask<Judgement> JudgeErrorAsync()
    {
        using var body = new PooledBuffer(FirstGuess);
        await ReadUpToAsync(body, await response.Content.ReadAsStreamAsync(clock.Token), MaxErrorBytes);
        return Judge(body.WrittenSpan);
    }

    /// <summary>An answer that is not a stream, to its end.</summary>
    public async ValueTask<JudgedAnswer> ReadWholeAsync(Operation operation, int maxBytes)
    {
        var length = response.Content.Headers.ContentLength;
        if (length > maxBytes)
            return new JudgedAnswer(TooLarge(maxBytes));

        var body = new PooledBuffer((int?)length ?? FirstGuess);
        try
        {
            var complete = await ReadUpToAsync(body, await response.Content.ReadAsStreamAsync(clock.Token), maxBytes, (int?)length);
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
        var upstream = await response.Content.ReadAsStreamAsync(clock.Token);
        var frames = new FrameBuffer(upstream, clock, budget.Idle);
        var relay = new StreamRelay(frames, booking, new StreamJudge(response, clock, time), dropUsage);
        if (await relay.CommitAsync() is not { } failure)
            return new JudgedAnswer(relay);
        return new JudgedAnswer(failure);
    }

    private JudgedAnswer JudgeWhole(Operation operation, PooledBuffer body)
    {
        var facts = AnswerReader.Read(body.WrittenSpan);
        if (facts.Status != AnswerStatus.Ok || facts.HasError)
            return new JudgedAnswer(Judge(body.WrittenSpan));
        return AnswerJudge.Objection(operation, facts) is { } objection ? new JudgedAnswer(objection) : new JudgedAnswer(body, facts.Usage);
    }

    private Judgement Judge(ReadOnlySpan<byte> body) =>
        Classifier.JudgeResponse((int)response.StatusCode, response.Headers.NonValidated, body[..Math.Min(body.Length, MaxErrorBytes)], time.GetUtcNow());

    /// <summary>False when there is more than <paramref name="most"/>.</summary>
    private async ValueTask<bool> ReadUpToAsync(PooledBuffer body, Stream from, int most, int? length = null)
    {
        while (length is null || body.Length < length)
        {
            // Headers alone are still silence: the time for the first byte runs since the call was sent.
            if (body.Length > 0)
                clock.Allow(Allowance());
            var read = await from.ReadAsync(body.Free(), clock.Token);
            if (read == 0)
                return true;
            body.Advance(read);
            if (body.Length > most)
                return false;
        }

        return true;
    }

    private TimeSpan Allowance()
    {
        var left = budget.Whole - time.GetElapsedTime(_started);
        return left < budget.Idle ? TimeSpan.FromTicks(Math.Max(left.Ticks, TimeSpan.TicksPerMillisecond)) : budget.Idle;
    }

    private static Judgement TooLarge(int most) =>
        new(Verdict.InvalidAnswer, Reach.Route, Detail: $"The answer is larger than {most} bytes.");
}
