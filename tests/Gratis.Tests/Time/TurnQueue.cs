using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gratis.Tests.Time;

/// <summary>
/// A single thread on which everything takes turns. Time moves only when no turn is left, so that a race between work and a deadline
/// has one outcome, and that the right one.
/// </summary>
internal sealed class TurnQueue(VirtualTime time) : SynchronizationContext
{
    // Only for work that left this thread, which nothing under test does for long: after it the test is stuck, and says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _turns = [];

    public override void Post(SendOrPostCallback d, object? state) => _turns.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here may block.");

    public override SynchronizationContext CreateCopy() => this;

    public void Run(Func<Task> work)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            while (!task.IsCompleted)
                Step(task);

            // Work that was started and not awaited finishes its turns too.
            while (_turns.TryTake(out var turn))
                turn.Call(turn.State);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private void Step(Task task)
    {
        if (_turns.TryTake(out var turn) || (!time.AdvanceToNext() && TryWait(task, out turn)))
            turn.Call?.Invoke(turn.State);
    }

    private bool TryWait(Task task, out (SendOrPostCallback Call, object? State) turn)
    {
        if (task.IsCompleted)
        {
            turn = default;
            return false;
        }

        return _turns.TryTake(out turn, Patience)
            ? true
            : throw new UnreachableException($"Stuck at {time.Elapsed}: nothing is left to do, no timer is set, and the work is not done.");
    }
}
