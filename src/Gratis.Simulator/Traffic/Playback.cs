namespace Gratis.Simulator.Traffic;

/// <summary>How the playing of an answer ended.</summary>
internal enum Outcome
{
    /// <summary>Everything was handed out.</summary>
    Completed,

    /// <summary>The simulator broke the connection, as a fault wanted.</summary>
    Broken,

    /// <summary>The client left first.</summary>
    Cancelled,
}

/// <summary>What an answer reports when it ends.</summary>
internal interface IAnswerBooks
{
    /// <summary>Called exactly once.</summary>
    void Close(Outcome outcome, int tokens);
}

/// <summary>Plays an answer move by move in the world's time, for both doors, and closes its books exactly once.</summary>
internal sealed class Playback(Reply reply, TimeProvider time, IAnswerBooks? books) : IDisposable
{
    private int _move;
    private int _played;
    private int _tokens;
    private int _closed;

    public Reply Reply { get; } = reply;

    /// <summary>Waits until the headers are due. False when the connection dies instead.</summary>
    public async ValueTask<bool> GreetAsync(CancellationToken cancellation)
    {
        try
        {
            if (Reply.HeadDelay > TimeSpan.Zero)
                await Task.Delay(Reply.HeadDelay, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            Close(Outcome.Cancelled);
            throw;
        }

        if (Reply.Greeting is not Greeting.Accepted)
            Close(Outcome.Broken);
        else if (Reply.Moves.Count == 0)
            Close(Reply.Ending is Ending.Clean ? Outcome.Completed : Outcome.Broken);
        return Reply.Greeting is Greeting.Accepted;
    }

    /// <summary>True when the next move is to let time pass, so that headers must be on their way before it.</summary>
    public bool PausesNext => _move < Reply.Moves.Count && Reply.Moves[_move].Kind is not MoveKind.Write;

    /// <summary>True when there is nothing left to play.</summary>
    public bool Ended => _move >= Reply.Moves.Count;

    /// <summary>The next bytes; empty at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellation)
    {
        try
        {
            while (_move < Reply.Moves.Count)
            {
                cancellation.ThrowIfCancellationRequested();
                var move = Reply.Moves[_move];
                switch (move.Kind)
                {
                    case MoveKind.Wait:
                        _move++;
                        await Task.Delay(move.Delay, time, cancellation);
                        continue;
                    case MoveKind.Stall:
                        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
                        continue;
                    default:
                        return Hand(move);
                }
            }
        }
        catch (OperationCanceledException)
        {
            Close(Outcome.Cancelled);
            throw;
        }

        return default;
    }

    public void Dispose() => Close(Outcome.Cancelled);

    private ReadOnlyMemory<byte> Hand(in Move move)
    {
        if (_played == 0)
            _tokens += move.Tokens;
        if (++_played >= move.Times)
        {
            _move++;
            _played = 0;
        }

        // With the last byte handed out the answer is complete: a client that leaves at [DONE] has not cancelled anything.
        if (_move == Reply.Moves.Count)
            Close(Reply.Ending is Ending.Clean ? Outcome.Completed : Outcome.Broken);
        return move.Bytes;
    }

    private void Close(Outcome outcome)
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            books?.Close(outcome, _tokens);
    }
}
