using System.Buffers;
using System.IO.Pipelines;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// An upstream's event stream on its way to the client. Before the commit everything is held back, so that another route can still
/// answer; the first substance commits; from then on whole frames pass unchanged, and an end that is none is told as an error.
/// </summary>
internal sealed class StreamRelay(FrameBuffer frames, AttemptBooking booking, ResponseJudge judge, WantedForm form, bool dropUsage) : IAsyncDisposable
{
    private const int MaxHeld = 256 * 1024;

    // A call may be introduced by a sentence or two, of a token in a frame. What goes on after that is an essay.
    private const int MaxPreamble = 16 * 1024;

    private StreamFacts _facts;
    private bool _ended;
    private bool _holdsEnd;
    private bool _lacksEnd;

    /// <summary>What the stream has said so far of its cost.</summary>
    public Usage Usage => _facts.Usage;

    /// <summary>What its form shows of its route.</summary>
    public Lesson Lesson { get; private set; }

    /// <summary>A call is owed, and there was nothing but text so far: that alone commits nobody who could still ask another route.</summary>
    private bool IsProse => form is { ForcesCall: true, IsBinding: true } && _facts.Substance == Substance.Text;

    /// <summary>Reads up to the first substance; null when it is there, else why there is none.</summary>
    public async ValueTask<Judgement?> CommitAsync()
    {
        while (true)
        {
            while (frames.TryNext(out var frame))
            {
                if (frame.Kind != SseKind.Data)
                    continue;
                var meaning = ChunkReader.Inspect(frames.Payload(frame), frame.IsError, ref _facts);
                if (meaning.HasFlag(ChunkMeaning.Usage))
                    booking.Hear(_facts.Usage);
                if (StreamJudge.IsError(meaning, frames.Payload(frame), committed: false))
                    return judge.ErrorFrame(frames.Payload(frame));
                if (IsProse && (meaning & (ChunkMeaning.Finish | ChunkMeaning.Done)) != 0)
                    return Prose();
                if (meaning.HasFlag(ChunkMeaning.Substance) && !IsProse)
                    return null;
                if (meaning.HasFlag(ChunkMeaning.Done))
                    return EndWithoutSubstance();
            }

            if (IsProse && frames.Held > MaxPreamble)
                return Prose();
            if (frames.Held > MaxHeld)
                return StreamJudge.Endless();
            if (!await frames.FillAsync())
                return EndBeforeCommit();
            if (!frames.SawFrames && StreamJudge.IsNoStream(frames.Unread))
                return judge.NoStream((await frames.ReadRestAsync(ErrorBodyReader.MaxBytes)).Span);
        }
    }

    /// <summary>Sends what was held, then every frame as it comes, and ends as honestly as the upstream did.</summary>
    public async ValueTask CopyToAsync(PipeWriter client, Action? ended, CancellationToken cancel)
    {
        var end = new Judgement(Verdict.Cancelled, Reach.Request);
        var isSocketTalk = false;
        try
        {
            end = await RelayAsync(client, cancel);
        }
        catch (Exception fault) when (judge.Fault(fault) is { } judgement)
        {
            end = judgement;
            isSocketTalk = true;
        }
        finally
        {
            _ended = true;
            end = booking.End(end, _facts.Usage, LessonOf(end));
            ended?.Invoke();
        }

        StreamEnd.WriteCost(client, booking.Draw is { } draw ? draw.CostUsd : Billed);
        if (_holdsEnd)
            frames.SendHeld(client);
        else if (_lacksEnd)
            StreamEnd.WriteMark(client);
        if (end.Verdict is not (Verdict.Served or Verdict.Cancelled))
            ErrorWriter.WriteFrame(client, StreamJudge.ToClient(isSocketTalk ? end with { Detail = null } : end));

        // Only now: whoever has read the end finds the books closed.
        if (end.Verdict != Verdict.Cancelled)
            await StreamEnd.ReachesAsync(client, cancel);
    }

    /// <summary>What a route that should have been free asks for all the same.</summary>
    private decimal? Billed => _facts.Usage.CostUsd is > 0 and var cost ? cost : null;

    public ValueTask DisposeAsync()
    {
        // Committed, but never copied: the client went away in between.
        if (!_ended)
            booking.End(new Judgement(Verdict.Cancelled, Reach.Request), _facts.Usage);
        _ended = true;
        return frames.DisposeAsync();
    }

    private async ValueTask<Judgement> RelayAsync(PipeWriter client, CancellationToken cancel)
    {
        frames.SendHeld(client);
        while (true)
        {
            if (Pass(client) is { } end)
                return end;

            frames.Pause();
            if (!await StreamEnd.ReachesAsync(client, cancel))
                return new Judgement(Verdict.Cancelled, Reach.Request);
            if (!await frames.FillAsync())
                return End(client);
        }
    }

    /// <summary>Passes every whole frame at hand; the stream's end when one of them is it.</summary>
    private Judgement? Pass(PipeWriter client)
    {
        while (frames.TryNext(out var frame))
        {
            var meaning = frame.Kind == SseKind.Data ? ChunkReader.Skim(frames.Payload(frame), frame.IsError, ref _facts) : ChunkMeaning.None;
            if (StreamJudge.IsError(meaning, frame.Kind == SseKind.Data ? frames.Payload(frame) : default, committed: true))
            {
                var error = judge.ErrorFrame(frames.Payload(frame));
                frames.SendWithout(client, frame);
                return error;
            }

            if (meaning.HasFlag(ChunkMeaning.Usage))
                booking.Hear(_facts.Usage);
            if (dropUsage && meaning.HasFlag(ChunkMeaning.UsageOnly))
                frames.SendWithout(client, frame);
            if (meaning.HasFlag(ChunkMeaning.Done))
            {
                // What it cost is told before the end, and known when the books are closed.
                frames.SendBefore(client, frame);
                _holdsEnd = true;
                return StreamJudge.Served;
            }
        }

        frames.SendHeld(client);
        return null;
    }

    /// <summary>The upstream closed. With a finish reason the answer is whole and lacks its end mark at most; without one it is cut.</summary>
    private Judgement End(PipeWriter client)
    {
        if (frames.TryLast(out var last) && last.Kind == SseKind.Data)
        {
            var meaning = ChunkReader.Inspect(frames.Payload(last), last.IsError, ref _facts);
            if (StreamJudge.IsError(meaning, frames.Payload(last), committed: true))
                return judge.ErrorFrame(frames.Payload(last));
            if ((meaning & (ChunkMeaning.Invalid | ChunkMeaning.Done)) == 0 && !(dropUsage && meaning.HasFlag(ChunkMeaning.UsageOnly)))
            {
                frames.SendHeld(client);
                if (!last.IsComplete)
                    client.Write("\n\n"u8);
            }
        }

        if (_facts is { Done: false, FinishedChoices: 0 })
            return StreamJudge.Cut();
        _lacksEnd = true;
        return StreamJudge.Served;
    }

    /// <summary>The upstream closed and nothing of substance was there. An error may still stand in a last frame that lacks its blank line.</summary>
    private Judgement EndBeforeCommit()
    {
        var rest = frames.Unread;
        var isStream = frames.SawFrames;
        if (!frames.TryLast(out var last) || last.Kind != SseKind.Data)
            return isStream ? EndOfNothing() : judge.NoStream(rest);

        return StreamJudge.IsError(ChunkReader.Inspect(frames.Payload(last), last.IsError, ref _facts), frames.Payload(last), committed: false)
            ? judge.ErrorFrame(frames.Payload(last))
            : EndOfNothing();
    }

    private Judgement EndOfNothing() =>
        !IsProse ? EndWithoutSubstance()
        : _facts.FinishedChoices > 0 ? Prose()
        : StreamJudge.Cut();

    private Judgement EndWithoutSubstance()
    {
        if (!AnswerJudge.HasRunOut(form, _facts.Substance, _facts.Finish))
            return StreamJudge.EndWithoutSubstance(_facts);
        Lesson = Lesson.RanOut;
        return AnswerJudge.RanOut;
    }

    private Judgement Prose()
    {
        if (_facts.Finish == FinishReason.ContentFilter)
            return AnswerJudge.Filtered;
        var finding = FormJudge.OfProse(form, _facts.Finish);
        Lesson = finding.Lesson;
        return finding.Failure!.Value;
    }

    /// <summary>Its arguments are in pieces and nobody has put them together; that a tool was called is plain all the same.</summary>
    private Lesson LessonOf(in Judgement end) =>
        end.Verdict == Verdict.Served && form is { OffersTools: true, WasTold: true } && (_facts.HasCall || _facts.Finish == FinishReason.ToolCalls)
            ? Lesson.CalledTool
            : Lesson.None;
}
