using Gratis.Gateway.Commands.Talking;

namespace Gratis.Gateway.Commands.Bench;

/// <summary>So many requests, so many at once.</summary>
internal static class BenchRun
{
    private const int ShortAnswer = 32;

    /// <summary>Longer than a gateway lets any request take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <param name="talk">Whom to ask.</param>
    /// <param name="request">How much.</param>
    /// <param name="time">The clock.</param>
    /// <param name="done">Called after each with how many there were.</param>
    /// <param name="cancel">Ends it; what was done until then counts.</param>
    public static async Task<BenchReport> RunAsync(Talk talk, BenchRequest request, TimeProvider time, Action<int> done, CancellationToken cancel)
    {
        var turns = new Turn?[request.Requests];
        var (next, count) = (-1, 0);
        var began = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(request.Concurrency, request.Requests)).Select(_ => WorkAsync()));
        return BenchReport.Of([.. turns.OfType<Turn>()], time.GetElapsedTime(began));

        async Task WorkAsync()
        {
            while (!cancel.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < turns.Length)
            {
                using var deadline = new CancellationTokenSource(Patience, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
                var turn = await talk.AskAsync(QuestionOf(request, i), _ => { }, either.Token);
                turns[i] = turn.IsStopped && !cancel.IsCancellationRequested ? turn with { IsStopped = false, Error = new TurnError("timeout", "no answer") } : turn;
                done(Interlocked.Increment(ref count));
            }
        }
    }

    /// <summary>Each another one, so that no cache on the way answers.</summary>
    private static Question QuestionOf(BenchRequest request, int i) =>
        new(request.Model, [new Message("user", FormattableString.Invariant($"Say hello to visitor number {i + 1}, in one short sentence."))]) { IsStream = request.IsStream, MaxTokens = ShortAnswer };
}
