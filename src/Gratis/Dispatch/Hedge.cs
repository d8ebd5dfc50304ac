using Gratis.Routing;

namespace Gratis.Dispatch;

/// <summary>
/// Two attempts at once: when the first takes longer than it usually does, a second sets out, and the first answer of the two counts. The
/// other is broken off and booked before anybody hears of it.
/// </summary>
internal sealed class Hedge(Func<AttemptBooking, CancellationToken, ValueTask<AttemptResult>> attempt, AttemptTrail trail, TimeProvider time)
{
    private const double LeastSamples = 8;

    // What is measured is the time to the first token; an answer that comes whole is silent while it is written.
    private const int WholeTakes = 4;

    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(1);

    private readonly int _place = trail.Count;

    /// <summary>After what silence a second route is worth a call; null while too little is known of this one.</summary>
    public static TimeSpan? Patience(Candidate candidate, bool isStream, DateTimeOffset now)
    {
        if (candidate.Measure.Read(now).FirstToken is not { Samples: >= LeastSamples } usual)
            return null;
        var slow = usual.P95 > ShortestPatience ? usual.P95 : ShortestPatience;
        return isStream ? slow : WholeTakes * slow;
    }

    /// <summary>What came of it, and beside it the failure of the one that failed first, where both did.</summary>
    /// <param name="booking">The first attempt.</param>
    /// <param name="patience">How long it has for itself.</param>
    /// <param name="openNext">Allows the second attempt; null when there is nobody to ask.</param>
    /// <param name="client">Cancelled when the client goes away.</param>
    public async ValueTask<HedgeResult> RunAsync(AttemptBooking booking, TimeSpan patience, Func<AttemptBooking?> openNext, CancellationToken client)
    {
        using var first = new Leg(attempt, booking, client);
        if (await EndsWithinAsync(first, patience, client) || openNext() is not { } next)
            return new HedgeResult(await first.EndAsync(), null);

        using var second = new Leg(attempt, next, client);
        var (quicker, slower) = await Task.WhenAny(first.Running, second.Running) == first.Running ? (first, second) : (second, first);
        try
        {
            var ended = await quicker.EndAsync();
            if (ended.Result.Answer is not { } answer)
                return new HedgeResult(await slower.EndAsync(), ended);

            await GiveUpAsync(slower, answer, slower == first);
            return new HedgeResult(ended, null);
        }
        finally
        {
            // The client went away, or a bug: nothing of it may outlive its request.
            if (!slower.Running.IsCompleted)
                await slower.StopAsync();
        }
    }

    private async ValueTask<bool> EndsWithinAsync(Leg leg, TimeSpan patience, CancellationToken client)
    {
        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(client);
        var ended = await Task.WhenAny(leg.Running, Task.Delay(patience, time, alarm.Token)) == leg.Running;
        Cancel(alarm);
        return ended || client.IsCancellationRequested;
    }

    /// <summary>Here and now: what hangs on it is short, and a detour over other threads would only be later.</summary>
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private async ValueTask GiveUpAsync(Leg leg, Answer winner, bool wasFirst)
    {
        await leg.StopAsync();
        if (leg.Running.IsFaulted)
        {
            // A bug in the one is no reason to keep the other's connection for ever.
            await winner.DisposeAsync();
            await leg.Running;
        }

        if (leg.Running is { IsCompletedSuccessfully: true, Result: var ended })
        {
            // A failure of its own is in the books already.
            if (ended.Answer is not { } late)
                return;
            await late.DisposeAsync();
            leg.Booking.Discard();
        }
        else
        {
            leg.Booking.Lose(wasFirst ? _place : trail.Count, wasFirst);
        }
    }

    /// <summary>One attempt that can be broken off by itself.</summary>
    private sealed class Leg : IDisposable
    {
        private readonly CancellationTokenSource _leash;
        private bool _isHeld;

        public Leg(Func<AttemptBooking, CancellationToken, ValueTask<AttemptResult>> attempt, AttemptBooking booking, CancellationToken client)
        {
            Booking = booking;
            _leash = CancellationTokenSource.CreateLinkedTokenSource(client);
            Running = attempt(booking, _leash.Token).AsTask();
        }

        public AttemptBooking Booking { get; }

        public Task<AttemptResult> Running { get; }

        /// <summary>What came of it; an answer takes along what the client cancels it by.</summary>
        public async ValueTask<HedgeLeg> EndAsync()
        {
            var result = await Running;
            _isHeld = result.Answer is not null;
            result.Answer?.Hold(_leash);
            return new HedgeLeg(Booking.Candidate, result);
        }

        /// <summary>Ends it and waits until it is in the books.</summary>
        public async ValueTask StopAsync()
        {
            Cancel(_leash);
            await ((Task)Running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        public void Dispose()
        {
            if (!_isHeld)
                _leash.Dispose();
        }
    }
}

/// <summary>What one of them came to.</summary>
internal readonly record struct HedgeLeg(Candidate Candidate, AttemptResult Result);

/// <summary>What both came to.</summary>
/// <param name="Outcome">The answer, or how the later of two failed.</param>
/// <param name="Failed">Who failed before.</param>
internal readonly record struct HedgeResult(HedgeLeg Outcome, HedgeLeg? Failed);
