using System.Buffers;
using System.IO.Pipelines;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// An upstream's event stream on its way to the client. Before the commit everything is held back, so that another route can still
/// answer; the first substance commits; from then on whole frames pass unchanged, and an end that is none is told as an error.
/// </summary>
internal sealed class StreamRelay(FrameBuffer frames, AttemptBooking booking, StreamJudge judge, bool dropUsage) : IAsyncDisposable
{
    private const int MaxHeld = 256 * 1024;

    private static ReadOnlySpan<byte> EndMark => "data: [DONE]\n\n"u8;

    private StreamFacts _facts;
    private bool _ended;

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
                if (meaning.HasFlag(ChunkMeaning.Error))
                    return judge.ErrorFrame(frames.Payload(frame));
                if (meaning.HasFlag(ChunkMeaning.Substance))
                    return null;
                if (meaning.HasFlag(ChunkMeaning.Done))
                    return StreamJudge.EndWithoutSubstance(_facts);
            }

            if (frames.Held > MaxHeld)
                return StreamJudge.Endless();
            if (!await frames.FillAsync())
                return frames.SawFrames ? StreamJudge.EndWithoutSubstance(_facts) : judge.NoStream(frames.Unread);
            if (!frames.SawFrames && StreamJudge.IsNoStream(frames.Unread))
                return judge.NoStream((await frames.ReadRestAsync(StreamJudge.MaxErrorBytes)).Span);
        }
    }

    /// <summary>Sends what was held, then every frame as it comes, and ends as honestly as the upstream did.</summary>
    public async ValueTask CopyToAsync(PipeWriter client, CancellationToken cancel)
    {
        var end = new Judgement(Verdict.Cancelled, Reach.Request);
        try
        {
            end = await RelayAsync(client, cancel);
        }
        catch (Exception fault) when (judge.Fault(fault) is { } judgement)
        {
            end = judgement;
        }
        finally
        {
            _ended = true;
            end = booking.End(end, _facts.Usage);
        }

        if (end.Verdict is not (Verdict.Served or Verdict.Cancelled))
        {
            ErrorWriter.WriteFrame(client, StreamJudge.ToClient(end));
            await client.FlushAsync(cancel);
        }
    }

    public ValueTask DisposeAsync()
    {
        // Committed, but never copied: the client went away in between.
        if (!_ended)
            booking.End(new Judgement(Verdict.Cancelled, Reach.Request), _facts.Usage);
        return frames.DisposeAsync();
    }

    private async ValueTask<Judgement> RelayAsync(PipeWriter client, CancellationToken cancel)
    {
        frames.SendHeld(client);
        while (true)
        {
            if (Pass(client) is { } end)
            {
                await client.FlushAsync(cancel);
                return end;
            }

            frames.Pause();
            var flushed = await client.FlushAsync(cancel);
            if (flushed.IsCompleted || flushed.IsCanceled)
                return new Judgement(Verdict.Cancelled, Reach.Request);
            if (!await frames.FillAsync())
                return await EndAsync(client, cancel);
        }
    }

    /// <summary>Passes every whole frame at hand; the stream's end when one of them is it.</summary>
    private Judgement? Pass(PipeWriter client)
    {
        while (frames.TryNext(out var frame))
        {
            var meaning = frame.Kind == SseKind.Data ? ChunkReader.Skim(frames.Payload(frame), frame.IsError, ref _facts) : ChunkMeaning.None;
            if (meaning.HasFlag(ChunkMeaning.Error))
            {
                var error = judge.ErrorFrame(frames.Payload(frame));
                frames.SendWithout(client, frame);
                return error;
            }

            if (dropUsage && meaning.HasFlag(ChunkMeaning.UsageOnly))
                frames.SendWithout(client, frame);
            if (meaning.HasFlag(ChunkMeaning.Done))
            {
                frames.SendHeld(client);
                return StreamJudge.Served;
            }
        }

        frames.SendHeld(client);
        return null;
    }

    /// <summary>The upstream closed. With a finish reason the answer is whole and lacks its end mark at most; without one it is cut.</summary>
    private async ValueTask<Judgement> EndAsync(PipeWriter client, CancellationToken cancel)
    {
        if (frames.TryLast(out var last) && last.Kind == SseKind.Data)
        {
            var meaning = ChunkReader.Inspect(frames.Payload(last), last.IsError, ref _facts);
            if (meaning.HasFlag(ChunkMeaning.Error))
                return judge.ErrorFrame(frames.Payload(last));
            if ((meaning & (ChunkMeaning.Invalid | ChunkMeaning.Done)) == 0)
            {
                frames.SendHeld(client);
                client.Write("\n\n"u8);
            }
        }

        if (_facts is { Done: false, FinishedChoices: 0 })
            return StreamJudge.Cut();
        client.Write(EndMark);
        await client.FlushAsync(cancel);
        return StreamJudge.Served;
    }
}
